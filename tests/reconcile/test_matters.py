"""Reports of several outlets on one matter are one group; what came of it later, or a like matter elsewhere, is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.model.text import Article
from dragoman.query.filters import Filters
from dragoman.query.records import articles
from dragoman.reconcile import judge, reconcile
from tests.reconcile.archives import archive_of, rows

WIRE = """The finance minister of Lesotho, Retselisitsoe Mofokeng, resigned on Monday after an audit found that 40
million maloti meant for the Polihali dam had been paid to a company owned by his brother. "I leave with a
clean conscience and an empty pocket," Mofokeng told reporters in Maseru. The prime minister accepted the
resignation within an hour and said the treasury would be led by his deputy until parliament meets. Auditors
had spent three months on invoices for gravel that was never delivered to the dam. Opposition members called
for an inquiry into every contract signed since 2011. The company, Senqu Haulage, denied that it had done
anything wrong and said its lorries had waited at the site for weeks."""
PAPER = """MASERU - An audit of the Polihali dam has cost Lesotho its finance minister. Retselisitsoe Mofokeng stepped
down on Monday, hours after auditors reported that his brother's firm, Senqu Haulage, had been paid 40 million
maloti for gravel nobody has seen. "I leave with a clean conscience and an empty pocket," he said. His deputy
takes over the treasury. The opposition wants all contracts since 2011 examined, and a lawyer for the haulage
company spoke of a witch hunt against a family that had built half the roads in the highlands."""
RADIO = """Lesotho's finance minister is the first victim of the dam affair. Mofokeng resigned yesterday over payments
to his brother's haulage company for gravel at Polihali. Auditors say 40 million maloti are missing. The prime
minister accepted at once. "A clean conscience and an empty pocket," were the minister's parting words in
Maseru, where the opposition demanded an inquiry into contracts signed since 2011."""
LATER = """Parliament in Maseru elected a new speaker on Thursday after two rounds of voting. The ruling party's
candidate, a retired judge, won by three votes. Members then adjourned until the budget. The finance ministry
has been without a minister since Monday, and the deputy who leads it said that the budget would be late. The
new speaker promised shorter sittings and a canteen that opens before noon."""
ELSEWHERE = """The transport minister of Malawi resigned on Monday after an audit found that 12 million kwacha meant for
a bridge at Chiromo had been paid to a company owned by her cousin. The president accepted the resignation.
Opposition members in Lilongwe called for an inquiry. The company denied any wrongdoing and said its cranes
had stood idle because of floods."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Three reports on one matter and two others, reconciled."""
    reports = (
        ("wire", "Highland Wire", "2014-03-10", "Minister quits over dam audit", WIRE),
        ("paper", "Maseru Post", "2014-03-11", "Gravel that nobody saw", PAPER),
        ("radio", "Radio Senqu", "2014-03-11", "Finance minister out", RADIO),
        ("later", "Maseru Post", "2014-03-13", "Judge is new speaker", LATER),
        ("elsewhere", "Lake Courier", "2014-03-10", "Minister quits over bridge audit", ELSEWHERE),
    )
    made = archive_of(
        tmp_path_factory.mktemp("matters") / "a",
        [Article(id=i, outlet=o, published=d, title=t, text=" ".join(x.split())) for i, o, d, t, x in reports],
    )
    reconcile(made)
    return made


def test_reports_on_one_matter_are_a_group_under_the_first(archive: Archive) -> None:
    query = "SELECT matter, first_published::VARCHAR, last_published::VARCHAR, articles, outlets FROM matters"
    assert rows(archive, query) == [("wire", "2014-03-10", "2014-03-11", 3, 3)]


def test_a_report_says_what_it_shares_with_another_of_its_matter(archive: Archive) -> None:
    ((reasons,),) = rows(archive, "SELECT reasons FROM matter_articles WHERE article_id = 'paper'")
    assert [str(reason).split(" ")[0] for reason in reasons][:4] == ["title", "beginning", "text", "names"]  # type: ignore[attr-defined]


def test_articles_say_their_matter_and_are_asked_by_it(archive: Archive) -> None:
    found = articles(archive, Filters(matter="wire"), columns=["article_id", "matter"]).to_pylist()
    assert found == [{"article_id": name, "matter": "wire"} for name in ("wire", "paper", "radio")]
    (alone,) = articles(archive, Filters(article="later"), columns=["matter"]).to_pylist()
    assert alone == {"matter": None}


def test_what_is_no_copy_may_still_be_of_one_matter(archive: Archive) -> None:
    judge(archive, "paper", "not-same-as", other="wire")
    assert len(rows(archive, "FROM matter_articles")) == 3


def test_the_order_and_the_steps_change_nothing(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.reconcile.matters.ARTICLES_AT_ONCE", 1)
    texts = rows(archive, "SELECT article_id, outlet, published::VARCHAR, title, text FROM articles ORDER BY 1")
    turned = archive_of(
        tmp_path / "b",
        [Article(id=i, outlet=o, published=d, title=t, text=x) for i, o, d, t, x in texts],  # type: ignore[arg-type]
    )
    reconcile(turned)
    for table in ("matters", "matter_articles", "matter_links"):
        assert rows(turned, f"FROM {table}") == rows(archive, f"FROM {table}") != []
