"""Where places lie on the map: the Equal Earth projection (Šavrič, Patterson and Jenny 2018), which keeps areas."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

WIDTH, HEIGHT, EQUATOR = 960.0, 424.0, 233.6
"""How large the map is, and how far from its upper edge the equator lies; the far south is left out."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2
_SCALE = WIDTH / (2 * 2.7066299836960748)
"""Half the width of the projection of a sphere of radius 1 is the last number."""


def project(lat: float, lon: float) -> tuple[float, float]:
    """A point in decimal degrees as x and y of the map, from its upper left corner."""
    theta = asin(_M * sin(radians(lat)))
    square = theta * theta
    sixth = square * square * square
    a, b, c, d = _A
    x = radians(lon) * cos(theta) / (_M * (a + 3 * b * square + sixth * (7 * c + 9 * d * square)))
    y = theta * (a + b * square + sixth * (c + d * square))
    return WIDTH / 2 + x * _SCALE, EQUATOR - y * _SCALE
