"""Forty invented reports, and how files of many kinds hold them."""

from __future__ import annotations

import csv
import io
import json
import textwrap
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from typing import Any


@dataclass(frozen=True)
class Report:
    """One report; its text is paragraphs apart by a blank line."""

    title: str
    outlet: str
    day: date
    author: str
    text: str

    @property
    def long_day(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year}"

    @property
    def british_day(self) -> str:
        return f"{self.day.day} {self.day:%B} {self.day.year}"

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n\n")


_PAIRS = (("Malta", "Valletta", "Cyprus"), ("Gabon", "Libreville", "Angola"), ("Laos", "Vientiane", "Nepal"),
          ("Belize", "Belmopan", "Panama"), ("Latvia", "Riga", "Moldova"))  # fmt: skip
_DEEDS = (
    ("{a} recalls consul from {b}", "{a} has recalled its consul from {b} over a quarrel about fishing rights, the "
     "foreign ministry in {c} said on Tuesday."),
    ("{a} and {b} open talks on border rivers", "Delegations of {a} and {b} met in {c} on Monday to open talks about "
     "three rivers that cross their border."),
    ("{b} thanks {a} for flood relief", "{b} thanked {a} on Friday for the tents and water pumps that were flown in "
     "after the spring floods."),
    ("{a} accuses {b} of dumping steel", "{a} accused {b} of selling steel below cost, and asked a panel of the World "
     "Trade Organization to look into it."),
    ("{a} lifts visa rule for citizens of {b}", "Citizens of {b} will need no visa for {a} from next month, the "
     "interior minister announced in {c} on Wednesday."),
    ("{b} rejects offer by {a} on airspace", "{b} turned down an offer by {a} to share control of the airspace over "
     "the straits, calling it “late and thin”."),
    ("{a} ships wheat to {b}", "A ship with nine thousand tonnes of wheat left {c} for {b} on Thursday, the first "
     "delivery under an agreement of last year."),
    ("{a} expels two attachés of {b}", "{a} has expelled two military attachés of {b}, whom it says had photographed "
     "a naval yard, officials said on Sunday."),
)  # fmt: skip
_SECOND = (
    "The embassy did not answer questions, and its spokesman was said to be travelling with the delegation.",
    "Both sides had argued for months, and mediators from the region had twice carried letters between them.",
    "An official who asked not to be named called the step overdue, though few had thought that it would come so soon.",
    "The opposition asked for a debate in parliament, which is to sit again when the holidays are over.",
)
_THIRD = "A further round is planned before the end of the year, though no place has been agreed upon yet."
_OUTLETS = ("Harbour Ledger", "The Morning Courier", "Delta Wire", "Northern Gazette", "Valley Observer")
_AUTHORS = ("Mira Novak", "Tomas Arden", "Lena Okafor", "Paul Ferrand")


def reports() -> list[Report]:
    """The forty."""
    found = []
    for number in range(40):
        a, c, b = _PAIRS[number % 5]
        title, lead = _DEEDS[number % 8]
        words = {"a": a, "b": b, "c": c}
        text = "\n\n".join((lead.format(**words), _SECOND[number % 4], f"{_THIRD} It would be number {number + 2}."))
        day = date(1987, 3, 2) + timedelta(days=311 * number)
        found.append(Report(title.format(**words), _OUTLETS[number % 5], day, _AUTHORS[number % 4], text))
    return found


REPORTS = reports()


# Tables


def as_csv(delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(["Headline", "Publication date", "Outlet", "Author", "Full text"])
    writer.writerows([[r.title, r.day.strftime("%d/%m/%Y"), r.outlet, r.author, r.text] for r in REPORTS])
    return stream.getvalue().encode()


def as_xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["title", "date", "source", "byline", "body"])
    for r in REPORTS:
        page.append([r.title, r.day, r.outlet, r.author, r.text])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        {"title": r.title, "published": r.day, "publication": r.outlet, "author": r.author, "content": r.text}
        for r in REPORTS
    ]
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), stream)
    return stream.getvalue()


# JSON


def as_json_lines() -> bytes:
    rows = ({"title": r.title, "date_publish": f"{r.day} 00:00:00", "source_domain": r.outlet, "authors": [r.author],
             "maintext": r.text} for r in REPORTS)  # fmt: skip
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def as_newsapi() -> bytes:
    items = [{"source": {"id": None, "name": r.outlet}, "author": r.author, "title": r.title, "description": "In short.",
              "publishedAt": f"{r.day}T00:00:00Z", "content": r.text} for r in REPORTS]  # fmt: skip
    return json.dumps({"status": "ok", "totalResults": len(items), "articles": items}).encode()


def as_guardian() -> bytes:
    items = [{"id": f"world/{n}", "webTitle": r.title, "webPublicationDate": f"{r.day}T00:00:00Z",
              "webUrl": f"https://news.example/{n}", "fields": {
                  "byline": r.author, "publication": r.outlet,
                  "body": "".join(f"<p>{escape(p)}</p>" for p in r.paragraphs)}}
             for n, r in enumerate(REPORTS)]  # fmt: skip
    return json.dumps({"response": {"status": "ok", "total": len(items), "results": items}}).encode()


def as_event_registry() -> bytes:
    items = [{"uri": str(7000 + n), "lang": "eng", "dateTimePub": f"{r.day}T00:00:00Z", "title": r.title, "body": r.text,
              "url": f"https://news.example/{n}", "source": {"uri": "news.example", "title": r.outlet},
              "authors": [{"name": r.author, "type": "author"}]} for n, r in enumerate(REPORTS)]  # fmt: skip
    return json.dumps({"articles": {"results": items, "totalResults": len(items), "page": 1}}).encode()


# Exports of archives


def nexis() -> str:
    parts = []
    for n, r in enumerate(REPORTS, start=1):
        body = "\n\n".join(textwrap.fill(p, 78) for p in r.paragraphs)
        parts.append(
            f"{n:>32} of {len(REPORTS)} DOCUMENTS\n\n\n{r.outlet:^78}\n\n{r.long_day + f' {r.day:%A}':^78}\n"
            f"{'Final Edition':^78}\n\n{r.title}\n\nBYLINE: {r.author.upper()}\n\nSECTION: WORLD; Pg. {n}\n\n"
            f"LENGTH: {len(r.text.split())} words\n\n\n{body}\n\n"
            f"LOAD-DATE: {(r.day + timedelta(days=1)):%B %d, %Y}\n\nLANGUAGE: ENGLISH\n\nGRAPHIC: PHOTO, A port\n\n"
            f"PUBLICATION-TYPE: Newspaper\n\n\n{f'Copyright {r.day.year} {r.outlet}':^78}\n{'All Rights Reserved':^78}\n\n\n"
        )
    return "".join(parts)


def uni_lines(cover: bool = True) -> list[str]:
    lines = ["User Name: Reader", "Date and Time: Monday, May 3, 2021", "Job Number: 1402",
             f"Documents ({len(REPORTS)})"] if cover else []  # fmt: skip
    lines += [f"{n}. {r.title}" for n, r in enumerate(REPORTS, start=1)] if cover else []
    lines += ["Client/Matter: -None-", "Search Terms: consul", "Search Type: Terms and Connectors"] if cover else []
    for r in REPORTS:
        lines += [r.title, r.outlet, f"{r.long_day} {r.day:%A}", f"Copyright {r.day.year} {r.outlet} All Rights Reserved",
                  "Section: WORLD; Pg. 3", f"Length: {len(r.text.split())} words", f"Byline: {r.author}", "Body",
                  *r.paragraphs, "Classification", "Language: ENGLISH", "Publication-Type: Newspaper",
                  "Subject: DIPLOMACY (90%)", f"Load-Date: {(r.day + timedelta(days=1)):%B %d, %Y}",
                  "End of Document"]  # fmt: skip
    return lines


def factiva() -> str:
    parts = []
    for n, r in enumerate(REPORTS):
        parts.append(
            f"HD\n{r.title}\nBY By {r.author}\nWC {len(r.text.split())} words\nPD {r.british_day}\nET 09:15 PM\n"
            f"SN {r.outlet}\nSC HLEDG\nPG 4\nLA English\nCY Copyright {r.day.year} {r.outlet}\nLP\n{r.paragraphs[0]}\nTD\n"
            + "\n\n".join(r.paragraphs[1:])
            + f"\nNS gdip : International Relations\nRE medz : Mediterranean\nAN Document HLEDG00019870302dj32000{n:02}\n\n"
        )
    return "".join(parts)


def factiva_plain() -> str:
    parts = []
    for n, r in enumerate(REPORTS):
        parts.append("\n\n".join([
            r.title, f"By {r.author}", f"{len(r.text.split())} words", r.british_day, r.outlet, "HLEDG", "English",
            f"Copyright {r.day.year} {r.outlet}", *r.paragraphs, f"Document HLEDG00019870302dj32000{n:02}",
        ]))  # fmt: skip
    return "\n\n".join(parts)


def as_factiva_html() -> bytes:
    parts = []
    for n, r in enumerate(REPORTS):
        rows = (("HD", f"<span class='enHeadline'>{escape(r.title)}</span>"), ("BY", f"By {r.author}"),
                ("WC", f"{len(r.text.split())} words"), ("PD", r.british_day), ("SN", r.outlet), ("SC", "HLEDG"),
                ("LA", "English"), ("CY", f"Copyright {r.day.year}"),
                ("LP", f"<p class='articleParagraph enarticleParagraph'>{escape(r.paragraphs[0])}</p>"),
                ("TD", "".join(f"<p class='articleParagraph enarticleParagraph'>{escape(p)}</p>"
                               for p in r.paragraphs[1:])),
                ("AN", f"Document HLEDG00019870302dj32000{n:02}"))  # fmt: skip
        cells = "".join(f"<tr><td><b>{code}</b></td><td>{value}</td></tr>" for code, value in rows)
        parts.append(f"<div class='article enArticle'><table>{cells}</table></div>")
    return f"<html><head><title>Factiva</title></head><body>{''.join(parts)}</body></html>".encode()


def proquest() -> str:
    rule = "_" * 60
    parts = []
    for n, r in enumerate(REPORTS, start=1):
        surname = ", ".join(reversed(r.author.split()))
        short = f"{r.day:%b} {r.day.day}, {r.day.year}"
        parts.append(
            f"Document {n} of {len(REPORTS)}\n\n{r.title}\n\nAuthor: {surname}\n\nPublication info: {r.outlet} ; Riga "
            f"[Riga]{short}: A.{n}.\n\nAbstract: None available.\n\nLinks: Linking Service\n\nFull text: {r.text}\n\n"
            f"Subject: Diplomacy; Trade\n\nLocation: Riga\n\nTitle: {r.title}\n\nPublication title: {r.outlet}\n\n"
            f"Pages: A.{n}\n\nPublication year: {r.day.year}\n\nPublication date: {short}\n\nLanguage of publication: "
            f"English\n\nProQuest document ID: {900000 + n}\n\nLast updated: 2017-11-18\n\nDatabase: ProQuest Newsstand\n"
        )
    return f"{rule}\n\n" + f"\n{rule}\n\n".join(parts) + f"\n{rule}\n\nContact us at: help@proquest.example\n"


def as_proquest_xml() -> bytes:
    records = "".join(
        f"<Record><RecordID>{n}</RecordID><RecordTitle>{escape(r.title)}</RecordTitle><Publication><Title>{r.outlet}"
        f"</Title></Publication><NumericPubDate>{r.day:%Y%m%d}</NumericPubDate><Contributor><OriginalForm>{r.author}"
        f"</OriginalForm></Contributor><LanguageCode>ENG</LanguageCode><FullText>{escape(r.text)}</FullText></Record>"
        for n, r in enumerate(REPORTS)
    )
    return f"<?xml version='1.0' encoding='UTF-8'?><Records>{records}</Records>".encode()


def as_tdm_xml() -> bytes:
    records = "".join(
        f"<RECORD><GOID>{n}</GOID><DFS><PubFrosting><Title>{r.outlet}</Title></PubFrosting></DFS><Obj><TitleAtt><Title>"
        f"{escape(r.title)}</Title></TitleAtt><NumericDate>{r.day}</NumericDate><Contributors><Contributor><OriginalForm>"
        f"{r.author}</OriginalForm></Contributor></Contributors></Obj><TextInfo><Text>"
        + escape("".join(f"<p>{escape(p)}</p>" for p in r.paragraphs))
        + "</Text></TextInfo></RECORD>"
        for n, r in enumerate(REPORTS)
    )
    return f"<RECORDS>{records}</RECORDS>".encode()


def newsbank() -> str:
    return "\n".join(
        f"{r.title}\n{r.outlet} (Riga, Latvia) - {r.long_day}\nAuthor: {r.author}\nSection: World\nPage: {n}\n\n{r.text}\n\n"
        f"Record Number: 0F{n:04}\nCopyright (c) {r.day.year} {r.outlet}\n"
        for n, r in enumerate(REPORTS)
    )


def ris() -> str:
    return "".join(
        f"TY  - NEWS\nTI  - {r.title}\nAU  - {', '.join(reversed(r.author.split()))}\nJF  - {r.outlet}\n"
        f"DA  - {r.day:%Y/%m/%d}\nN2  - {r.text}\nER  - \n\n"
        for r in REPORTS
    )


# Documents: a paragraph each for outlet and day, title, author, and the text


def lines_of(r: Report) -> list[str]:
    return [r.title, f"By {r.author}", f"Published: {r.british_day}", *r.paragraphs, f"Source: {r.outlet}"]


def docx(paragraphs: list[str]) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in paragraphs)
    return zipped({
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'.encode(),
    })  # fmt: skip


def odt(paragraphs: list[str]) -> bytes:
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = "".join(f"<text:p>{escape(p)}</text:p>" for p in paragraphs)
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def rtf(paragraphs: list[str]) -> bytes:
    def words(text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in escaped)

    body = "".join(f"{{\\b {words(p)}}}\\par\n\\par\n" for p in paragraphs)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Times;}}}}\\f0\\fs24 {body}}}".encode()


def pdf(paragraphs: list[str], columns: int = 1, width: int = 88, per_page: int = 46) -> bytes:
    """A PDF with lines of so many characters, a blank line after each paragraph, in one or two columns."""
    lines = [line for p in paragraphs for line in (*textwrap.wrap(p, width, break_on_hyphens=False), "")]
    pages = [lines[at : at + per_page * columns] for at in range(0, len(lines), per_page * columns)] or [[]]
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for page in pages:
        stream = b"BT /F1 10 Tf 12 TL\n"
        for column in range(columns):
            part = page[column * per_page : (column + 1) * per_page]
            stream += b"1 0 0 1 %d 780 Tm\n" % (40 + 270 * column)
            stream += b"".join(b"(" + _literal(line) + b") Tj T*\n" for line in part)
        packed = zlib.compress(stream + b"ET")
        objects.append(b"<< /Length %d /Filter /FlateDecode >> stream\n" % len(packed) + packed + b"\nendstream")
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects))  # fmt: skip
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return _pdf(objects)


def _literal(line: str) -> bytes:
    data = line.encode("cp1252", errors="replace")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _pdf(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n" % size + table + b"trailer << /Size %d /Root 1 0 R >>\n" % size
    return data + end + b"startxref\n%d\n%%%%EOF\n" % len(data)


def markdown(r: Report) -> bytes:
    head = f'---\ntitle: "{r.title}"\ndate: {r.day}\nauthor: {r.author}\nsource: {r.outlet}\n---\n\n'
    first, *rest = r.paragraphs
    return (head + "\n\n".join([f"**{first}**", *rest])).encode()


def mail(r: Report) -> bytes:
    from datetime import UTC, datetime

    message = EmailMessage()
    message["From"] = f'"{r.outlet}" <news@mail.example>'
    message["To"] = "reader@mail.example"
    message["Subject"] = r.title
    message["Date"] = format_datetime(datetime(r.day.year, r.day.month, r.day.day, tzinfo=UTC))
    message["Message-ID"] = "<1@mail.example>"
    message.set_content(r.text)
    message.add_alternative("".join(f"<p>{escape(p)}</p>" for p in r.paragraphs), subtype="html")
    return message.as_bytes()


def page(r: Report) -> bytes:
    paragraphs = "".join(f"<p>{escape(p)}</p>" for p in r.paragraphs)
    return (
        f"<html><head><title>{escape(r.title)}</title><meta property='og:site_name' content='{r.outlet}'><meta "
        f"property='article:published_time' content='{r.day}'><meta name='author' content='{r.author}'></head><body>"
        f"<article><h1>{escape(r.title)}</h1>{paragraphs}</article></body></html>"
    ).encode()


def as_feed() -> bytes:
    items = "".join(
        f"<item><title>{escape(r.title)}</title><link>https://news.example/{n}</link><pubDate>{r.day:%a, %d %b %Y} "
        f"00:00:00 GMT</pubDate><source url='https://news.example/'>{r.outlet}</source><dc:creator>{r.author}</dc:creator>"
        f"<content:encoded>{escape(''.join(f'<p>{escape(p)}</p>' for p in r.paragraphs))}</content:encoded></item>"
        for n, r in enumerate(REPORTS)
    )
    names = "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    return f"<rss version='2.0' {names}><channel><title>News</title>{items}</channel></rss>".encode()


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return stream.getvalue()


def each(suffix: str, write: Callable[[Report], bytes]) -> bytes:
    return zipped({f"{n:02}.{suffix}": write(r) for n, r in enumerate(REPORTS)})


def files() -> Iterator[tuple[str, bytes]]:
    """Every kind of file with all forty reports in it."""
    yield "table.csv", as_csv()
    yield "table.tsv", as_csv("\t")
    yield "sheet.xlsx", as_xlsx()
    yield "table.parquet", as_parquet()
    yield "lines.jsonl", as_json_lines()
    yield "newsapi.json", as_newsapi()
    yield "guardian.json", as_guardian()
    yield "registry.json", as_event_registry()
    yield "nexis.txt", nexis().encode()
    yield "nexis.rtf", rtf(nexis().split("\n"))
    yield "uni.docx", docx(uni_lines())
    yield "uni.rtf", rtf(uni_lines(cover=False))
    yield "uni.pdf", pdf(uni_lines())
    yield "factiva.txt", factiva().encode()
    yield "factiva.rtf", rtf(factiva_plain().split("\n"))
    yield "factiva.html", as_factiva_html()
    yield "proquest.txt", proquest().encode()
    yield "proquest.xml", as_proquest_xml()
    yield "proquest-tdm.xml", as_tdm_xml()
    yield "newsbank.txt", newsbank().encode()
    yield "list.ris", ris().encode()
    yield "feed.xml", as_feed()
    yield "docx.zip", each("docx", lambda r: docx(lines_of(r)))
    yield "odt.zip", each("odt", lambda r: odt(lines_of(r)))
    yield "rtf.zip", each("rtf", lambda r: rtf(lines_of(r)))
    yield "pdf.zip", each("pdf", lambda r: pdf(lines_of(r)))
    yield "text.zip", each("txt", lambda r: "\n\n".join(lines_of(r)).encode())
    yield "markdown.zip", each("md", markdown)
    yield "mail.zip", each("eml", mail)
    yield "pages.zip", each("html", page)
