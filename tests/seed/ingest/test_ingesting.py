"""An ingest is whole or nothing, file by file; done again it changes nothing; an edition replaces its document."""

import json
import threading
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from graph.archive import Archive
from graph.errors import InvalidArgumentError
from graph.history import digests_of
from graph.store import Store
from graph.vocabulary import EntityKind
from graph.work import FileStatus as Status
from seed.dataset import load_dataset
from seed.ingest import ingesting, making
from seed.ingest.ingesting import Place, Wish, correct, ingest, seed, withdraw
from seed.ingest.reading import File
from seed.ingest.report import IngestReport
from tests.invented.papers import cell, paper, parse_paper, project, statement
from tests.invented.quick import make_quick
from tests.seed.ingest.test_corrections import HEADER, WHO


class Desk:
    """A store in a folder, and papers to put in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = Place(f"sqlite:///{folder}/store.db", folder / "archive", folder / "corrections.csv")

    def file(self, name: str, content: bytes) -> File:
        path = self.folder / "files" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return File(path, name)

    def ingest(self, *files: File, **wish: Any) -> IngestReport:  # noqa: ANN401 - of a wish
        return ingest(files, self.place, Wish(parse=parse_paper, **{"processes": 1, **wish}))

    @property
    def store(self) -> Store:
        return Store(self.place.database)

    def keys(self, release: int | None = None) -> list[str]:
        with self.store as store:
            return [document.key for document in store.load(release)[0].of(EntityKind.DOCUMENT)]

    @property
    def leftovers(self) -> list[str]:
        """What waits beside the archive or was left half written."""
        folders = (self.place.archive / "waiting", self.place.archive / "partial")
        return [path.name for folder in folders for path in folder.glob("*")]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Whatever does not seed is ingested quickly; reading in processes has tests of its own."""
    if "seed" not in request.node.name:
        make_quick(monkeypatch)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def accounts(key: str = "accounts-2022", amount: str = "12.00", year: int = 2022, **more: Any) -> bytes:  # noqa: ANN401
    lines = [cell(key, 1, "201", "一般公共服务支出", amount)]
    return paper(key, year=year, statements=[statement(key)], budget_lines=lines, **more)


def test_files_become_documents_of_one_release(desk: Desk) -> None:
    report = desk.ingest(
        desk.file("a.json", accounts(projects=[project("灯具更新")])),
        desk.file("b.json", accounts("accounts-2023", year=2023)),
    )
    assert report.previous is None
    assert report.release is not None
    assert report.release.number == 1
    first, second = report.files
    assert (first.status, first.key, first.kind, first.department, first.fiscal_year, first.pages) == (
        Status.ADDED, "accounts-2022", "FINAL_ACCOUNTS", "青禾市灯塔管理局", 2022, 1,
    )  # fmt: skip
    assert first.counts == {
        "statements": 1, "cells": 1, "projects": 1, "indicators": 0, "evaluations": 0, "observations": 0,
    }  # fmt: skip
    assert (first.findings, second.counts["projects"]) == (0, 0)
    assert report.changes[EntityKind.DOCUMENT].added == 2
    assert desk.keys() == ["accounts-2022", "accounts-2023"]
    assert desk.leftovers == []


def test_the_archive_keeps_what_was_received(desk: Desk) -> None:
    content = accounts()
    desk.ingest(desk.file("决算.json", content))
    with desk.store as store:
        [document] = store.documents()
        [rows] = store.rows()
    assert (document.key, document.original_name, document.size) == ("accounts-2022", "决算.json", len(content))
    assert Archive(desk.place.archive).bytes_of(document.sha256) == content
    assert rows.key == "accounts-2022"


def test_the_same_bytes_change_nothing_whatever_the_file_is_called(desk: Desk) -> None:
    first = desk.ingest(desk.file("a.json", accounts()))
    again = desk.ingest(desk.file("a copy.json", accounts()))
    assert again.release == first.release
    assert again.changes == {}
    [report] = again.files
    assert (report.status, report.key) == (Status.UNCHANGED, "accounts-2022")


def test_the_same_bytes_twice_in_one_ingest_are_one_document(desk: Desk) -> None:
    report = desk.ingest(desk.file("a.json", accounts()), desk.file("b.json", accounts()))
    assert [each.status for each in report.files] == [Status.ADDED, Status.UNCHANGED]
    assert [each.key for each in report.files] == ["accounts-2022"] * 2


def test_a_corrected_edition_replaces_its_document_under_its_key(desk: Desk) -> None:
    first, second = accounts(), accounts("a new name", amount="13.00")
    desk.ingest(desk.file("a.json", first))
    report = desk.ingest(desk.file("b.json", second))
    [file] = report.files
    assert (file.status, file.key, file.replaces) == (Status.REPLACED, "accounts-2022", sha256(first).hexdigest())
    with desk.store as store:
        [line], [old] = (store.load(number)[0].of(EntityKind.BUDGET_LINE) for number in (2, 1))
        assert [document.sha256 for document in store.documents()] == [sha256(second).hexdigest()]
        assert [document.sha256 for document in store.documents(1)] == [sha256(first).hexdigest()]
    assert line.key == old.key == "accounts-2022/01/1/1"
    assert (getattr(line, "money", None), getattr(old, "money", None)) != (None, None)
    assert line != old
    archive = Archive(desk.place.archive)
    assert [archive.bytes_of(sha256(each).hexdigest()) for each in (first, second)] == [first, second]


def test_two_editions_in_one_ingest_are_for_people_to_order(desk: Desk) -> None:
    report = desk.ingest(desk.file("a.json", accounts()), desk.file("b.json", accounts(amount="13.00")))
    assert [each.status for each in report.files] == [Status.ADDED, Status.FAILED]
    assert report.files[1].code == "DUPLICATE_DOCUMENT"
    assert "it claims to be the document that a.json is, and differs" in (report.files[1].error or "")


def test_two_documents_that_claim_one_key_get_two(desk: Desk) -> None:
    desk.ingest(desk.file("a.json", accounts("预算")))
    report = desk.ingest(desk.file("b.json", accounts("预算", year=2023)))
    assert report.files[0].key == "预算-2"
    with desk.store as store:
        lines = store.load()[0].of(EntityKind.BUDGET_LINE)
    assert [line.key for line in lines] == ["预算/01/1/1", "预算-2/01/1/1"]


def test_a_file_that_fails_leaves_nothing_and_the_others_go_on(desk: Desk) -> None:
    unfit = paper("unfit", year=2020, projects=[project("灯具更新", department="999900/nobody")])
    report = desk.ingest(
        desk.file("no paper.txt", b"nothing"),
        desk.file("broken.json", paper("broken", kind="DIARY")),
        desk.file("good.json", accounts()),
        desk.file("unfit.json", unfit),
    )
    assert [(each.status, each.code) for each in report.files] == [
        (Status.FAILED, "UNRECOGNISED_DOCUMENT"),
        (Status.FAILED, "UNSOUND_DOCUMENT"),
        (Status.ADDED, None),
        (Status.ADDED, None),
    ]
    assert report.files[3].counts["projects"] == 0, "the row that did not fit was left out with a warning"
    assert all(each.file in (each.error or "") for each in report.failed)
    archived = [path.name for path in desk.place.archive.rglob("*") if path.is_file()]
    assert sorted(archived) == sorted(sha256(each).hexdigest() for each in (accounts(), unfit))


def test_nothing_but_failures_makes_no_release(desk: Desk) -> None:
    desk.ingest(desk.file("good.json", accounts()))
    report = desk.ingest(desk.file("bad.json", b"nothing"))
    assert report.release == report.previous
    assert [each.status for each in report.files] == [Status.FAILED]


def test_a_dry_run_says_what_would_change_and_changes_nothing(desk: Desk) -> None:
    desk.ingest(desk.file("a.json", accounts()))
    report = desk.ingest(desk.file("b.json", accounts(amount="13.00")), dry_run=True)
    assert report.dry_run
    assert report.files[0].status is Status.REPLACED
    assert report.changes[EntityKind.BUDGET_LINE].changed == 1
    assert report.release == report.previous
    with desk.store as store:
        assert len(store.releases()) == 1


def test_a_withdrawn_document_is_gone_from_the_next_release_and_can_come_back(desk: Desk) -> None:
    desk.ingest(desk.file("a.json", accounts()), desk.file("b.json", accounts("accounts-2023", year=2023)))
    withdraw("accounts-2022", desk.place)
    assert desk.keys() == ["accounts-2023"]
    assert desk.keys(1) == ["accounts-2022", "accounts-2023"]
    with desk.store as store:
        assert [each.key for each in store.documents()] == ["accounts-2023"]
    with pytest.raises(InvalidArgumentError, match="`KEY` is `accounts-2022`"):
        withdraw("accounts-2022", desk.place)
    assert desk.ingest(desk.file("a.json", accounts())).files[0].status is Status.ADDED
    with desk.store as store:
        assert store.load()[1].name == store.load(1)[1].name


def test_the_release_is_the_same_in_whatever_order_documents_come(tmp_path: Path) -> None:
    contents = [
        accounts(projects=[project("灯具更新经费")]),
        accounts("b", year=2023, projects=[project("灯具更新")]),
        paper("r", kind="PROJECT_EVALUATION", year=2021, projects=[project("灯具更新项目")]),
    ]
    names: set[str | None] = set()
    for number, order in enumerate(([0, 1, 2], [2, 1, 0], [1, 0, 2])):
        (tmp_path / str(number)).mkdir()
        desk = Desk(tmp_path / str(number))
        releases = [desk.ingest(desk.file(f"{at}.json", contents[at])).release for at in order]
        names.add(releases[-1].name if releases[-1] else None)
    assert len(names) == 1


def test_the_seed_is_what_the_packaged_tables_are_and_stands_beside_other_documents(desk: Desk) -> None:
    seed(desk.place)
    with desk.store as store:
        seeded, packaged = digests_of(store.load()[0]), digests_of(load_dataset())
    assert {kind: each for kind, each in seeded.items() if kind is not EntityKind.FINDING} == {
        kind: each for kind, each in packaged.items() if kind is not EntityKind.FINDING
    }
    desk.ingest(desk.file("a.json", accounts()))
    assert len(desk.keys()) == 6
    release = seed(desk.place).release
    assert release is not None
    assert release.number == 2, "seeding again changes nothing"


def test_seeding_leaves_a_newer_edition_of_a_packaged_document_alone(desk: Desk) -> None:
    seed(desk.place)
    publisher = {"department": "370200/103", "name": "青岛市人民政府办公厅"}
    plain = json.loads(paper("mine", kind="FINAL_ACCOUNTS", year=2021, **publisher))  # type: ignore[arg-type]
    plain["rows"]["jurisdictions"][0]["name"] = "青岛市"
    report = desk.ingest(desk.file("mine.json", json.dumps(plain).encode()))
    assert (report.files[0].status, report.files[0].key) == (Status.REPLACED, "qingdao-2021-final-accounts")
    assert seed(desk.place).release == report.release


def test_corrections_are_applied_and_told(desk: Desk) -> None:
    line = f"CHANGE,budget_lines,accounts-2022/01 | 1 | 1,,amount,12.00,21.00,{WHO}"
    desk.place.corrections.write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    report = desk.ingest(desk.file("a.json", accounts()))
    [told] = report.origin["corrections"]
    assert told["line"] == 2
    with desk.store as store:
        [found] = store.load()[0].of(EntityKind.BUDGET_LINE)
        assert store.report() == report.origin
    assert "annex 3" in str(getattr(found, "note", ""))


def test_nothing_is_put_together_where_nothing_differs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = desk.file("a.json", accounts(projects=[project("灯具更新")]))
    first = desk.ingest(file)
    with monkeypatch.context() as patch:
        patch.setattr(ingesting, "assembled", None)
        again = desk.ingest(file)
    assert (again.release, again.changes, again.origin) == (first.release, {}, first.origin)
    assert (again.files[0].status, again.files[0].findings) == (Status.UNCHANGED, first.files[0].findings)
    monkeypatch.setattr(making, "_software", lambda: "another")
    assert "assembling" in desk.ingest(file).seconds


def test_files_that_all_fail_make_no_release_of_an_empty_store(desk: Desk) -> None:
    report = desk.ingest(desk.file("a.json", b"nothing"))
    assert [each.status for each in report.files] == [Status.FAILED]
    assert (report.release, report.changes) == (None, {})
    with desk.store as store:
        assert store.current() is None


def test_corrections_are_applied_without_any_file(desk: Desk) -> None:
    first = desk.ingest(desk.file("a.json", accounts()))
    assert correct(desk.place).release == first.release
    line = f"CHANGE,budget_lines,accounts-2022/01 | 1 | 1,,amount,12.00,21.00,{WHO}"
    desk.place.corrections.write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    report = correct(desk.place)
    assert report.changes[EntityKind.BUDGET_LINE].changed == 1
    assert desk.keys() == ["accounts-2022"]


def test_known_documents_are_read_again_where_that_is_wished(desk: Desk) -> None:
    desk.ingest(desk.file("a.json", accounts()))
    report = desk.ingest(desk.file("a.json", accounts()), again=True)
    assert report.files[0].status is Status.REPLACED
    assert report.release == report.previous, "the same parser reads the same"


def test_what_people_should_look_at_is_news_once(desk: Desk) -> None:
    first = desk.ingest(
        desk.file("a.json", accounts(projects=[project("灯塔维护工程")])),
        desk.file("b.json", accounts("b", year=2023, projects=[project("北岸灯塔维护工程")])),
    )
    second = desk.ingest(desk.file("c.json", accounts("c", year=2024)))
    assert len(first.news["candidates"]) == len(first.origin["candidates"]) == len(second.origin["candidates"]) == 1
    assert list(second.news["candidates"]) == []


def test_two_who_ingest_at_once_both_succeed(desk: Desk) -> None:
    desk.ingest(desk.file("a.json", accounts()))
    files = [desk.file(f"{year}.json", accounts(f"accounts-{year}", year=year)) for year in (2015, 2016, 2017, 2018)]
    failures: list[BaseException] = []

    def work(file: File) -> None:
        try:
            desk.ingest(file)
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {f"accounts-{year}" for year in (2015, 2016, 2017, 2018)} <= set(desk.keys())
    with desk.store as store:
        assert len(store.releases()) == 5


def test_who_watches_is_told_every_file_and_stage(desk: Desk) -> None:
    told: list[str] = []

    class Watcher:
        def read(self, file: File, outcome: object) -> None:
            told.append(f"{file.name}: {type(outcome).__name__}")

        def stage(self, name: str) -> None:
            told.append(name)

    files = [desk.file("a.json", accounts()), desk.file("b.txt", b"nothing")]
    ingest(files, desk.place, Wish(parse=parse_paper, processes=1), Watcher())
    assert told == ["a.json: Reading", "b.txt: Failure", "assembling", "saving"]


def test_a_report_says_where_the_time_went(desk: Desk) -> None:
    report = desk.ingest(desk.file("a.json", accounts()))
    assert set(report.seconds) == {"reading", "assembling", "saving"}
