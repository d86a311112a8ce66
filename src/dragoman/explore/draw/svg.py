"""Elements of SVG; every attribute and text is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

Attribute = str | float | None


def element(name: str, *children: str | Markup, **attributes: Attribute) -> Markup:
    """An element; `_` in a name of an attribute stands for `-`, one behind it for nothing."""
    shown = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _value(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(escape(child) for child in children)
    return Markup("<{}{}>{}</{}>").format(name, shown, inside, name)


def group(children: Iterable[Markup], **attributes: Attribute) -> Markup:
    """Elements in a group."""
    return element("g", *children, **attributes)


def picture(width: float, height: float, title: str, *children: Markup, class_: str = "chart") -> Markup:
    """A whole picture, as wide as there is room; `title` is what a screen reader says of it.

    One that leads somewhere is a group of links, any other one image.
    """
    role = "group" if any("<a " in child for child in children) else "img"
    return element(
        "svg", *children, viewBox=f"0 0 {_value(width)} {_value(height)}", role=role, aria_label=title, class_=class_,
        xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip


def link(href: str, title: str, *children: Markup, **attributes: Attribute) -> Markup:
    """Elements that lead to an address of ours."""
    return element("a", element("title", title), *children, href=href, aria_label=title, **attributes)


def _value(value: Attribute) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
