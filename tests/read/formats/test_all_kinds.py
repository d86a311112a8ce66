import io
import tarfile
from pathlib import Path

import pytest

from dragoman.model.text import Article
from dragoman.read import read
from tests.read.formats.reports import REPORTS, files

FILES = dict(files())
UNNAMED = ("list.ris", "text.zip")


def bare(article: Article, title: str) -> str:
    """The words of a text without the lines around it that a document has in it."""
    lines = [line for line in article.text.split("\n") if line.strip()]
    kept = [one for one in lines if one != title and not one.startswith(("By ", "Published: ", "Source: "))]
    return " ".join(" ".join(kept).split())


@pytest.mark.parametrize("name", FILES)
def test_the_same_reports_come_from_every_kind_of_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    found = [item for item in read([str(tmp_path / name)]) if isinstance(item, Article)]
    assert len(found) == len(REPORTS)
    for article, report in zip(found, REPORTS, strict=True):
        assert article.title == report.title
        assert (article.published or "")[:10] == report.day.isoformat()
        assert article.outlet == report.outlet
        assert article.byline == (report.author,) or name == "mail.zip"
        assert bare(article, report.title) == " ".join(report.text.split())


def test_a_folder_of_all_kinds_gives_each_report_as_often_as_it_has_files(tmp_path: Path) -> None:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    keys = [(a.title, (a.published or "")[:10], a.outlet) for a in read([str(tmp_path)]) if isinstance(a, Article)]
    wanted = [(r.title, r.day.isoformat(), r.outlet) for r in REPORTS]
    assert len(keys) == len(FILES) * len(REPORTS)
    assert all(keys.count(key) == len(FILES) for key in wanted)


def test_a_tar_of_files_is_read_as_the_files_are(tmp_path: Path) -> None:
    names = ("table.csv", "nexis.txt", "uni.docx", "docx.zip")
    with tarfile.open(tmp_path / "all.tar.gz", "w:gz") as packed:
        for name in names:
            info = tarfile.TarInfo(f"exports/{name}")
            info.size = len(FILES[name])
            packed.addfile(info, io.BytesIO(FILES[name]))
    found = list(read([str(tmp_path / "all.tar.gz")]))
    assert [type(item) for item in found] == [Article] * len(names) * len(REPORTS)
