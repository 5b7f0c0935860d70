"""Whole documents, in every format and of every bad kind, from their bytes to the release that shows them."""

import io
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from graph.model import BudgetLine, Statement
from graph.money import AmountUnit
from graph.store import Store
from graph.vocabulary import EntityKind
from graph.work import FileStatus
from seed.ingest.ingesting import Place, Wish, ingest
from seed.ingest.reading import File
from seed.ingest.report import FileReport, IngestReport
from tests.documents.figures import budget
from tests.documents.forms import Style, document
from tests.documents.office import excel, word
from tests.documents.pdf import PdfStyle, pdf
from tests.documents.printed import PrintedDocument
from tests.documents.web import page, text

NAME = "青岛市灯塔管理局"
WRITERS = {
    "budget.pdf": pdf,
    "unruled.pdf": lambda printed: pdf(printed, PdfStyle(ruled=False)),
    "budget.docx": word,
    "budget.xlsx": excel,
    "budget.html": page,
    "budget.txt": text,
}


def printed(year: int, stage: str = "预算") -> PrintedDocument:
    return document(budget(year), Style(year=year, stage=stage), NAME)


def ingested(folder: Path, files: dict[str, bytes]) -> IngestReport:
    given = []
    for name, content in files.items():
        path = folder / "files" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        given.append(File(path, name))
    return ingest(given, place_in(folder), Wish(processes=2))


def place_in(folder: Path) -> Place:
    return Place(f"sqlite:///{folder}/store.db", folder / "archive", folder / "corrections.csv")


def test_a_document_gives_its_figures_in_whatever_format_it_was_published(tmp_path: Path) -> None:
    years = dict(zip(WRITERS, range(2015, 2030), strict=False))
    report = ingested(tmp_path, {name: write(printed(years[name])) for name, write in WRITERS.items()})
    assert [(each.file, each.status, each.error) for each in report.files] == [
        (name, FileStatus.ADDED, None) for name in WRITERS
    ]
    with Store(place_in(tmp_path).database) as store:
        dataset, _ = store.load()
    found: dict[int, Counter[tuple[str, Decimal]]] = {year: Counter() for year in years.values()}
    for line in dataset.of(EntityKind.BUDGET_LINE):
        assert isinstance(line, BudgetLine)
        found[line.fiscal_year][line.row_code or "", line.money.in_unit(AmountUnit.WAN_YUAN)] += 1
    for name, year in years.items():
        wanted = Counter(
            (figure.code, Decimal(figure.amount.replace(",", "")))
            for table in printed(year).tables
            for figure in table.figures
        )
        assert found[year] == wanted, name
        lines = [each for each in dataset.of(EntityKind.BUDGET_LINE) if isinstance(each, BudgetLine)]
        pages = {each.sources[0].page for each in lines if each.fiscal_year == year}
        assert (None in pages) != name.endswith((".pdf", ".xlsx")), name
    statements = [each for each in dataset.of(EntityKind.STATEMENT) if isinstance(each, Statement)]
    assert len(statements) == len(WRITERS) * len(printed(2015).tables)


def test_the_formats_of_one_document_are_editions_of_it(tmp_path: Path) -> None:
    first = ingested(tmp_path, {"budget.html": page(printed(2023))})
    second = ingested(tmp_path, {"budget.pdf": pdf(printed(2023))})
    assert second.files[0].status is FileStatus.REPLACED
    assert second.files[0].key == first.files[0].key
    assert first.files[0].counts["cells"] == second.files[0].counts["cells"] > 300


def encrypted() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 700, "budget")
    canvas.save()
    return buffer.getvalue()


def photo() -> bytes:
    picture = io.BytesIO()
    Image.effect_noise((600, 800), 50).save(picture, "PNG")
    return picture.getvalue()


def scanned() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawImage(ImageReader(io.BytesIO(photo())), 0, 0, 595, 842)
    canvas.save()
    return buffer.getvalue()


def archive(**parts: bytes) -> bytes:
    """An office document with some parts in place of those it has."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word(printed(2023)))) as good,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bad,
    ):
        for name in good.namelist():
            bad.writestr(
                name, parts.get(Path(name).stem, good.read(name)) if name.startswith("word/") else good.read(name)
            )
    return buffer.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'
BAD = {
    "locked.pdf": (encrypted, "ENCRYPTED_SOURCE"),
    "broken.pdf": (lambda: pdf(printed(2023))[:400], "DAMAGED_SOURCE"),
    "picture.pdf": (scanned, "SCANNED_SOURCE"),
    "bomb.docx": (lambda: archive(document=b" " * 60_000_000), "HOSTILE_SOURCE"),
    "entities.docx": (lambda: archive(document=ENTITIES), "HOSTILE_SOURCE"),
    "really-a.docx": (lambda: pdf(printed(2023)), "WRONG_EXTENSION"),
    "empty.pdf": (lambda: b"", "EMPTY_SOURCE"),
    "program.exe": (lambda: b"MZ\x90\x00" + bytes(range(256)) * 8, "DAMAGED_SOURCE"),
    "photo.png": (photo, "UNSUPPORTED_SOURCE"),
    "letter.txt": (lambda: "灯塔照常发光。\n".encode() * 20, "UNRECOGNISED_DOCUMENT"),
    "two.txt": (lambda: text(printed(2021)) + b"\n" + text(printed(2021, "决算")), "SEVERAL_DOCUMENTS"),
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, FileReport]]:
    """What an ingest of bad files, with a good one among them, left and said."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {name: make() for name, (make, _) in BAD.items()}
    report = ingested(folder, {"good.html": page(printed(2024)), **files})
    return folder, {each.file: each for each in report.files}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_fails_with_its_name_and_what_to_do(hostile: tuple[Path, dict[str, FileReport]], name: str) -> None:
    _, reports = hostile
    report = reports[name]
    assert (report.status, report.code) == (FileStatus.FAILED, BAD[name][1]), report.error
    assert (report.error or "").startswith(name)
    assert "; " in (report.error or ""), "what was found; what to do"


def test_of_bad_files_nothing_is_stored_and_the_good_one_is(hostile: tuple[Path, dict[str, FileReport]]) -> None:
    folder, reports = hostile
    good = reports["good.html"]
    assert good.status is FileStatus.ADDED
    assert [path.name for path in (folder / "archive").rglob("*") if path.is_file()] == [good.sha256]
    with Store(place_in(folder).database) as store:
        assert [each.key for each in store.documents()] == [good.key]
        assert len(store.releases()) == 1
