"""The projects that a document names, each once, whatever it calls them."""

from collections.abc import Callable

import pytest

from seed.parsers.narrative.project_names import PARSER, normal, project_names
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import REPORT_TITLE, TARGET_LINES


def named(source: Source, context: Context) -> list[str]:
    return [row["name"] for row in PARSER.parse(source, context).rows["projects"]]


@pytest.mark.parametrize("name", ["森林防火经费", "“森林防火”项目", "森林防火专项经费", "森林防火"])
def test_marks_and_suffixes_make_no_other_project(name: str) -> None:
    assert normal(name) == "森林防火"


def test_a_form_names_its_project_with_code_and_number(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    (project,) = PARSER.parse(text(TARGET_LINES), known("UNIT_BUDGET", 2023, unit="999900/999001")).rows["projects"]
    assert [project[column] for column in ("key", "code", "name", "unit", "ordinal")] == [
        "99990023T000000000001",
        "99990023T000000000001",
        "森林防火经费",
        "999900/999001",
        "3",
    ]


def test_other_names_of_a_project_are_aliases(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    source = text(
        "一、绩效自评\n组织对“森林防火经费”、“造林补助”等2个项目开展自评。森林防火项目绩效自评综述：完成良好。"
    )
    assert [(row["name"], row["aliases"]) for row in PARSER.parse(source, known()).rows["projects"]] == [
        ("森林防火经费", "森林防火"),
        ("造林补助", ""),
    ]


def test_a_report_names_its_project_without_the_publisher(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    assert named(text("一、项目概况\n无。"), known("PROJECT_EVALUATION", title=REPORT_TITLE)) == ["森林防火经费"]


def test_prose_names_projects_by_their_money(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    source = text("一、预算调整\n具体是：造林补助由300万元调整为500万元；其中：苗圃改造、古树保护等经费执行率达100%。")
    assert sorted(named(source, known())) == sorted(["造林补助", "苗圃改造", "古树保护"])


def test_a_name_is_found_by_any_of_its_spellings(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    found = project_names(text("一、自评\n对“森林防火经费”项目开展自评。"), known())
    project = found.of("“森林防火”项目")
    assert project is not None
    assert project.key == "999900/云溪市林业局/森林防火经费"
    assert found.of("造林") is None
