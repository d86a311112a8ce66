import pytest

from dragoman import lexicon
from dragoman.model.text import Article, Note
from dragoman.pipeline import Coder
from dragoman.read.furniture import furniture_of

REPORT = "Gabon thanked Angola on Friday for the pumps, its minister said."


def words_of(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in furniture_of(text, lexicon.load().furniture)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Nepal shuts border with Laos",
        "READ ALSO | Nepal shuts border with Laos",
        "Related: Who is who in the talks?",
        "ADVERTISEMENT",
        "Advertisement - scroll to continue",
        "(PHOTO: Soldiers stand at the gate of a port)",
        "Sign up for our evening newsletter",
        "12 comments",
        "5 min read",
        "This story is from the archive of the Delta Wire.",
        "Share this article",
    ],
)
def test_lines_of_the_page_are_told(line: str) -> None:
    assert words_of(f"{REPORT}\n{line}\n{REPORT}") == [line]


def test_a_list_of_links_ends_where_the_report_goes_on() -> None:
    text = f"{REPORT}\nRelated stories\nNepal shells a Laotian post\nCyprus seizes Maltese ships\n\n{REPORT}"
    assert words_of(text) == ["Related stories", "Nepal shells a Laotian post", "Cyprus seizes Maltese ships"]


@pytest.mark.parametrize(
    "line",
    [
        "More soldiers: that is what Angola asked for, its minister said.",
        "Read aloud in parliament, the letter accused Laos of smuggling.",
        "Watch towers were built along the river by Nepal.",
        "Related talks between Malta and Cyprus broke down on Monday.",
        "Comments by the minister angered Panama.",
        "The minister said: read the treaty.",
    ],
)
def test_sentences_that_begin_like_it_are_news(line: str) -> None:
    assert words_of(f"{REPORT}\n{line}") == []


def test_a_headline_is_no_furniture() -> None:
    assert words_of(f"Watch: Gabon opens port\n\n{REPORT}") == []


def test_furniture_is_not_coded_and_the_text_stays(coder: Coder) -> None:
    text = f"{REPORT}\n\nRead more: Nepal shells Laos\n\nMost read\nCyprus attacks Malta\n"
    coding = coder.code(Article("a", text, published="2003-02-14"))
    assert coding.article.text == text
    assert {party.country for event in coding.events for party in (*event.actors, *event.recipients)} == {"GAB", "AGO"}
    assert Note("nothing-coded", "") not in coding.notes


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Gabon expels envoy", "Gabon on Friday expelled the ambassador of Angola over a quarrel about pumps."),
        ("Latvia expels consul", "Latvia has expelled the consul of Moldova, its foreign ministry said on Friday."),
    ],
)
def test_a_headline_that_leaves_out_a_party_tells_no_second_event(coder: Coder, title: str, lead: str) -> None:
    coding = coder.code(Article("a", f"{title}\n\n{lead}\n", published="2003-02-14"))
    assert len(coding.events) == 1
    assert coding.events[0].recipients[0].country in ("AGO", "MDA")
