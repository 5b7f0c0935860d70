"""Measure ingesting: `python -m tests.benchmarks.ingest [--documents N] [--jobs N] [--keep]`.

Makes N PDF documents of invented authorities (several styles, statements and prose), ingests them into an empty store
and prints how many pages a minute were read, where the time went, how memory moved, and how long one more document
takes. Linux only: memory is read from /proc.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, product
from pathlib import Path
from statistics import median
from threading import Event, Thread

from graph.archive import Archive
from seed.ingest.document_rows import DocumentRows
from seed.ingest.ingesting import Place, Wish, ingest
from seed.ingest.readers import Outcome
from seed.ingest.reading import File, Reading
from seed.ingest.soundness import sound
from seed.parsers.recognise import parse
from seed.sources.read import read
from tests.documents.figures import budget
from tests.documents.forms import Style, document
from tests.documents.pdf import PdfStyle, pdf
from tests.documents.printed import PrintedDocument

CITIES = ("青岛市", "深圳市", "广州市", "成都市", "武汉市")
BODIES = ("灯塔局", "航标局", "潮汐局", "渡口局", "堤防局", "海图局", "锚地局", "港湾局", "渔港局", "引航局")
YEARS = range(2006, 2026)
STYLES = (
    Style(),
    Style(stage="决算", unit="元", separators=True),
    Style(code_columns=3, zero="", column_numbers=True),
    Style(stage="决算", row_numbers=True, total_first=False),
)
PDF_STYLES = (PdfStyle(), PdfStyle(upright=True), PdfStyle(together=True), PdfStyle(furniture=False))
PROSE = (
    "{0}、{1}年收入支出总体情况。本年收入总计{2}万元，比上年增加{3}万元，增长{4}%，主要原因是灯塔维护任务增加。",
    "（{0}）一般公共预算财政拨款支出决算{2}万元，完成年初预算的{4}%，决算数小于预算数的主要原因是厉行节约。",
    "{0}.机关运行经费支出{2}万元，比上年减少{3}万元，下降{4}%，主要原因是压减一般性支出。",
)
PARAGRAPHS = 60


def main() -> None:
    """Make documents, ingest them, print what was measured."""
    options = _options()
    folder = Path(tempfile.mkdtemp(prefix="budgetgraph-ingest-"))
    try:
        *files, more = _made(folder / "documents", options.documents + 1)
        place = Place(f"sqlite:///{folder}/store.db", folder / "archive", folder / "corrections.csv")
        _print_parts(files[:12])
        _print_ingest(folder, place, files, options.jobs)
        _print_again("one more document", place, more)
        _print_again("the same document again", place, more)
    finally:
        if not options.keep:
            shutil.rmtree(folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--jobs", type=int, default=0, help="0 for one a core")
    parser.add_argument("--keep", action="store_true", help="leave the documents and the store where they are")
    return parser.parse_args()


def _made(folder: Path, number: int) -> Iterator[File]:
    """That many documents, each of another authority or year."""
    started = time.perf_counter()
    folder.mkdir()
    for seed, (year, city, body) in zip(range(number), _authorities(), strict=False):
        style = STYLES[seed % len(STYLES)]
        made = document(budget(seed), Style(**{**vars(style), "year": year}), f"{city}{body}")
        told = PrintedDocument(made.cover, made.tables, (*made.prose, *_prose(seed, year)))
        path = folder / f"{seed:05}-{city}{body}-{year}.pdf"
        path.write_bytes(pdf(told, PDF_STYLES[seed % len(PDF_STYLES)]))
        yield File(path, path.name)
    print(f"made {number} documents in {time.perf_counter() - started:.0f} s", flush=True)


def _authorities() -> Iterator[tuple[int, str, str]]:
    yield from product(YEARS, CITIES, BODIES)
    for more in count(1):
        yield from ((year, city, f"第{more}{body}") for year, city, body in product(YEARS, CITIES, BODIES))


def _prose(seed: int, year: int) -> Iterator[str]:
    for number in range(PARAGRAPHS):
        amount = seed * 7 + number * 13 + 100
        yield PROSE[number % len(PROSE)].format(number % 9 + 1, year, f"{amount}.{number:02}", number + 1, number + 2)


def _print_parts(files: Sequence[File]) -> None:
    """Where the time for one document goes, in one process."""
    spent: dict[str, list[float]] = {"text and geometry": [], "parsing": [], "checking": [], "packing": []}
    pages = 0
    for file in files:
        content = file.path.read_bytes()
        marks = [time.perf_counter()]
        source = read(content, file.name)
        marks.append(time.perf_counter())
        parsed = parse(source)
        marks.append(time.perf_counter())
        rows, _ = sound(parsed)
        marks.append(time.perf_counter())
        packed = rows.encoded()
        marks.append(time.perf_counter())
        DocumentRows.decoded(packed)
        pages += source.page_count
        for name, begun, ended in zip(spent, marks, marks[1:], strict=False):
            spent[name].append(ended - begun)
    whole = sum(median(each) for each in spent.values())
    print(f"one document of {pages / len(files):.0f} pages, in one process: {whole * 1000:.0f} ms")
    for name, each in spent.items():
        print(f"  {name:18} {median(each) * 1000:6.1f} ms  {median(each) / whole:4.0%}", flush=True)


@dataclass
class _Memory:
    """The resident memory of this process and of its readers, in MiB, as it moves."""

    own: list[float] = field(default_factory=list)
    readers: list[float] = field(default_factory=list)

    def watch(self, ended: Event) -> None:
        """Note both four times a second until it has ended."""
        while not ended.wait(0.25):
            self.own.append(_resident("self"))
            self.readers.append(max((_resident(each) for each in _children()), default=0.0))


class _Progress:
    """Notes when a file is read, and how much memory this process has then."""

    def __init__(self, files: int) -> None:
        self._files = files
        self.pages = self.read_files = 0
        self.failed: list[str] = []
        self.marks: list[tuple[str, float]] = []
        self.stages: list[str] = []

    def read(self, file: File, outcome: Outcome) -> None:
        """Count a file."""
        self.read_files += 1
        if isinstance(outcome, Reading):
            self.pages += outcome.pages
        else:
            self.failed.append(f"{file.name}: {outcome}")
        if self.read_files * 10 % self._files < 10:
            self.marks.append((f"{self.read_files} files", _resident("self")))

    def stage(self, name: str) -> None:
        """Note a stage."""
        self.marks.append((name, _resident("self")))


def _print_again(what: str, place: Place, file: File) -> None:
    """Ingest one document into the store that is there."""
    seconds = ingest([file], place).seconds
    told = ", ".join(f"{stage} {spent:.1f} s" for stage, spent in seconds.items())
    print(f"{what}: {sum(seconds.values()):.1f} s ({told})", flush=True)


def _print_ingest(folder: Path, place: Place, files: Sequence[File], jobs: int) -> None:
    """Ingest the documents into an empty store."""
    progress, memory, ended = _Progress(len(files)), _Memory(), Event()
    watching = Thread(target=memory.watch, args=(ended,), daemon=True)
    watching.start()
    started = time.perf_counter()
    report = ingest(files, place, Wish(processes=jobs), progress)
    whole = time.perf_counter() - started
    ended.set()
    watching.join()
    reading = report.seconds["reading"]
    print(f"{len(files)} documents, {progress.pages} pages, {whole:.0f} s in all")
    print(f"  reading    {reading:6.1f} s  {progress.pages / reading * 60:,.0f} pages a minute")
    for stage in ("assembling", "saving"):
        print(f"  {stage:10} {report.seconds[stage]:6.1f} s")
    print(f"  whole                {progress.pages / whole * 60:,.0f} pages a minute")
    entities = report.release.entity_count if report.release else 0
    print(
        f"  {entities:,} entities; {len(report.failed)} failed, {sum(len(f.warnings) for f in report.files)} warnings"
    )
    print("resident memory of the ingesting process, MiB:")
    for mark, resident in progress.marks:
        print(f"  {mark:14} {resident:7.0f}")
    print(f"  most {max(memory.own):7.0f}; most of a reader {max(memory.readers):7.0f}")
    kept = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and "documents" not in path.parts)
    print(f"store and archive: {kept / 2**20:.0f} MiB", flush=True)
    assert not list((folder / "archive" / "waiting").iterdir())
    assert Archive(folder / "archive").holds(report.files[0].sha256 or "")
    for failure in progress.failed[:5]:
        print(failure, file=sys.stderr)


def _resident(process: str | int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def _children() -> list[int]:
    """The processes that this one has started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(each) for path in tasks for each in path.read_text("utf-8").split()]


if __name__ == "__main__":
    main()
