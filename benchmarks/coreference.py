"""Who is meant: the share of the cases in gold/coreference that come out right, by kind."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from dragoman.evaluate.coreference import answer_all, read_cases, shares
from dragoman.pipeline import Coder

CASES = Path(__file__).parents[1] / "gold" / "coreference" / "cases.json"


def main() -> None:
    """Prints the table."""
    answers = answer_all(Coder(), read_cases(CASES))
    table = Table("kind", "cases", "right")
    for kind, (number, share) in shares(answers).items():
        table.add_row(kind, str(number), f"{share:.2f}")
    table.add_row("all", str(len(answers)), f"{sum(answer.right for answer in answers) / len(answers):.2f}")
    table.add_row("somebody else named", "", f"{sum(answer.misled for answer in answers) / len(answers):.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
