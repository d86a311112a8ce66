"""Makes the pictures of docs/plot.md, of an archive of invented reports. Run it from the project's folder."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dragoman import Archive, Article, Filters
from dragoman.plot import KINDS, plot, save
from dragoman.scale import ingest

HERE = Path(__file__).parent
CITIES = {
    "Ghana": ("Accra", "Kumasi", "Tamale"), "Togo": ("Lome", "Sokode", "Kara"), "Benin": ("Cotonou", "Parakou"),
    "Nigeria": ("Abuja", "Lagos", "Kano", "Sokoto"), "Niger": ("Niamey", "Zinder", "Maradi"), "Mali": ("Bamako", "Gao"),
    "Burkina Faso": ("Ouagadougou", "Banfora"), "Ivory Coast": ("Abidjan", "Bouake", "Korhogo"),
}  # fmt: skip
FRIENDLY = (
    "{a} and {b} signed a trade agreement in {city} on {day}.",
    "The foreign minister of {a} held talks with {b} in {city} on {day}.",
    "{a} delivered food aid to {b} on {day}.",
    "The president of {a} praised {b} in {city} on {day}.",
    "{a} released four fishermen of {b} on {day}.",
)
HOSTILE = (
    "{a} accused {b} of arming smugglers on {day}.",
    "{a} expelled the ambassador of {b} on {day}.",
    "Soldiers of {a} attacked border guards of {b} near {city} on {day}.",
    "{a} threatened to close its border with {b} on {day}.",
    "The government of {a} imposed sanctions on {b} on {day}.",
)
WORDS = (
    "{a} pledged to withdraw its patrols from the border with {b} by {by}.",
    "{a} demanded that {b} release three officers by {by}.",
    "{a} offered to lift its embargo on {b}.",
    "{a} threatened to close the port to ships of {b} by {by}.",
)
OUTLETS = ("Harbour Wire", "Volta Post", "Sahel Radio")
QUARREL = (date(2018, 4, 10), date(2018, 7, 20))
"""Months in which Ghana and Togo are at odds."""


def reports(seed: int = 7) -> Iterator[Article]:
    """Two hundred short reports of 2018; in spring a quarrel, in autumn its end."""
    lot = random.Random(seed)  # noqa: S311 - invented news need no secret
    names = list(CITIES)
    for number in range(200):
        on = date(2018, 1, 2) + timedelta(days=int(number * 363 / 200))
        hot = QUARREL[0] <= on <= QUARREL[1]
        one, other = ("Ghana", "Togo") if lot.random() < (0.6 if hot else 0.15) else lot.sample(names, 2)
        if lot.random() < 0.5:
            one, other = other, one
        some = HOSTILE if lot.random() < (0.85 if hot and {one, other} == {"Ghana", "Togo"} else 0.3) else FRIENDLY
        by = on + timedelta(days=lot.randrange(20, 90))
        said = {
            "a": one, "b": other, "city": lot.choice(CITIES[lot.choice((one, other))]), "by": f"{by.day} {by:%B %Y}",
            "day": (on - timedelta(days=1)).strftime("%A"),
        }  # fmt: skip
        lines = [lot.choice(some).format(**said)]
        if lot.random() < 0.2:
            lines.append(lot.choice(WORDS).format(**said))
        yield Article(
            f"r{number:03}", "\n\n".join(lines), published=on.isoformat(), published_precision="day",
            outlet=OUTLETS[number % 3],
        )  # fmt: skip


def main() -> None:
    """Code the reports and draw each kind of picture once."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder) / "sahel")
        ingest(archive, reports())
        for kind in KINDS:
            filters = Filters(actor="GHA", with_="TGO") if kind == "dyad" else None
            save(
                plot(archive, kind, filters, by="month" if kind == "dyad" else None, as_of="2018-09-01"),
                HERE / f"{kind}.png",
            )


if __name__ == "__main__":
    main()
