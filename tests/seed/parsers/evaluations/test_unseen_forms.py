"""Forms of performance that no parser was written for: every cell right, in every format, and none made up."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.parsers.codes import CodeBook
from seed.parsers.parsed import Parsed, Row
from seed.parsers.recognise import parse
from seed.parsers.wording.printed_values import SIGNS
from seed.sources.read import read
from tests.documents.evaluations import (
    CHARTS,
    LAMPS,
    PLAN_STYLES,
    PROJECTS,
    STYLES,
    YEAR,
    FormStyle,
    Outcome,
    Project,
    accounts,
    broken_over_pages,
    overall_outcomes,
    overall_targets,
    plans,
    self_evaluation,
    target_form,
    target_list,
)
from tests.documents.figures import budget
from tests.documents.forms import NAME
from tests.documents.forms import document as statements
from tests.documents.office import excel, word
from tests.documents.pdf import PdfStyle, pdf
from tests.documents.printed import PrintedDocument
from tests.documents.style import STYLES as CITIES
from tests.documents.web import page
from tests.seed.parsers.statements.reading import DIVISIONS

WRITERS: dict[str, Callable[[PrintedDocument], bytes]] = {"pdf": pdf, "docx": word, "html": page, "xlsx": excel}
DEPARTMENT = f"990100/{NAME}"
Facts = dict[tuple[str, ...], dict[str, str]]

in_every_format = pytest.mark.parametrize("kind", WRITERS)


def parsed(document: PrintedDocument, kind: str) -> Parsed:
    return parse(read(WRITERS[kind](document), f"forms.{kind}"), CodeBook.published(), DIVISIONS)


def key(project: Project, style: FormStyle) -> str:
    return project.code if style.coded_name else f"{DEPARTMENT}/{project.name}"


def told(rows: Iterable[Row], identity: tuple[str, ...], wanted: Facts) -> Facts:
    """What rows say in the columns that are wanted of each; of one that is not wanted, all that it says."""
    found: Facts = {}
    for row in rows:
        own = tuple(row[column] for column in identity)
        columns = wanted.get(own, row)
        assert own not in found, f"twice: {own}"
        found[own] = {column: number(row[column]) for column in columns}
    return found


def number(text: str) -> str:
    """A number without trailing zeros; anything else as it is."""
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return text


def targets(project: Project, style: FormStyle, subject: str) -> Facts:
    return {(subject, each.name): target(each, order, style) for order, each in enumerate(project.outcomes, 1)}


def target(each: Outcome, order: int, style: FormStyle) -> dict[str, str]:
    cells = {
        "ordinal": str(order),
        "fiscal_year": str(YEAR),
        "target_comparison": SIGNS.get(each.sign, "QUALITATIVE"),
        "target_value": each.value if each.sign else "",
        "target_unit": each.unit,
        "weight": each.weight if "weight" in style.columns else "",
    }
    return cells | ({"level1": each.level1, "level2": each.level2} if style.levels else {})


def outcomes(project: Project, style: FormStyle, subject: str) -> Facts:
    facts = targets(project, style, subject)
    for each in project.outcomes:
        reached = {"actual_value": each.actual, "actual_unit": each.unit} if each.sign else {"actual_text": each.actual}
        facts[subject, each.name] |= reached | {"score": each.score if style.scored else ""}
    return facts


@in_every_format
@pytest.mark.parametrize("name", STYLES)
def test_self_evaluations_give_outcomes_money_and_score_of_their_own_project(name: str, kind: str) -> None:
    style = STYLES[name]
    found = parsed(accounts(*(self_evaluation(project, style) for project in PROJECTS)), kind)
    wanted = {
        own: cells for project in PROJECTS for own, cells in outcomes(project, style, key(project, style)).items()
    }
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted
    money: Facts = {
        (key(project, style),): {
            "approved": number(project.approved),
            "adjusted": number(project.adjusted),
            "executed": number(project.executed),
            "execution_rate": project.rate,
            "unit": "万元",
        }
        for project in PROJECTS
    }
    assert told(found.rows["project_budgets"], ("project",), money) == money
    scores: Facts = {
        (key(project, style),): {"score": project.total, "full_score": "100", "kind": "SELF", "fiscal_year": str(YEAR)}
        for project in PROJECTS
    }
    assert told(found.rows["evaluations"], ("subject",), scores) == (scores if style.scored else {})
    assert len(found.warnings) == (0 if style.scored else len(PROJECTS)), "only a missing score is reported"


HEADS = {
    "target": ("年度指标值", "目标值", "指标值", "全年目标值", "预期指标值", "绩效指标值", "计划指标值"),
    "actual": ("实际完成值", "完成情况", "全年完成值", "实际完成情况", "完成值", "年度实际完成值"),
    "weight": ("分值", "权重", "指标分值", "权重（%）", "分值（分）"),
    "score": ("得分", "自评得分", "实际得分", "得分（分）"),
    "reason": ("偏差原因分析及改进措施", "未完成原因分析", "偏差原因", "差异原因分析"),
}
ORDERS = st.permutations(sorted(HEADS)).filter(lambda order: order.index("weight") < order.index("score"))


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_columns_may_stand_in_any_order_under_any_of_their_heads(data: st.DataObject) -> None:
    levels = {"level1": "一级指标", "level2": "二级指标", "name": data.draw(st.sampled_from(["三级指标", "指标名称"]))}
    style = FormStyle(
        levels | {role: data.draw(st.sampled_from(HEADS[role])) for role in data.draw(ORDERS)},
        level_points=data.draw(st.sampled_from(["", "（{}分）", "({}分)", "（{}%）"])),
        repeated_levels=data.draw(st.booleans()),
        numbered=data.draw(st.booleans()),
        total=data.draw(st.sampled_from(["总分", "合计", "总计", "自评总分"])),
    )
    found = parsed(accounts(*(self_evaluation(project, style) for project in PROJECTS)), "html")
    wanted = {
        own: cells for project in PROJECTS for own, cells in outcomes(project, style, key(project, style)).items()
    }
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted
    assert [each["score"] for each in found.rows["evaluations"]] == [project.total for project in PROJECTS]


@in_every_format
@pytest.mark.parametrize("name", PLAN_STYLES)
def test_target_forms_give_targets_and_money_of_their_own_project(name: str, kind: str) -> None:
    style = PLAN_STYLES[name]
    found = parsed(plans(*(target_form(project, style) for project in PROJECTS)), kind)
    wanted = {own: cells for project in PROJECTS for own, cells in targets(project, style, key(project, style)).items()}
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted
    money: Facts = {(key(each, style),): {"approved": number(each.approved), "unit": "万元"} for each in PROJECTS}
    assert told(found.rows["project_budgets"], ("project",), money) == money
    assert found.warnings == ()


@in_every_format
def test_a_table_may_list_the_targets_of_several_projects(kind: str) -> None:
    style = FormStyle({"weight": "权重"})
    found = parsed(plans(target_list(PROJECTS)), kind)
    wanted = {own: cells for project in PROJECTS for own, cells in targets(project, style, key(project, style)).items()}
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted
    money: Facts = {(key(each, style),): {"approved": number(each.approved)} for each in PROJECTS}
    assert told(found.rows["project_budgets"], ("project",), money) == money


@in_every_format
@pytest.mark.parametrize("name", PLAN_STYLES)
def test_the_targets_of_a_whole_department_are_its_own(name: str, kind: str) -> None:
    wanted = targets(LAMPS, PLAN_STYLES[name], DEPARTMENT)
    found = parsed(plans(overall_targets(LAMPS, PLAN_STYLES[name])), kind)
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted
    assert not found.rows["project_budgets"]


@in_every_format
@pytest.mark.parametrize("name", STYLES)
def test_the_self_evaluation_of_a_department_gives_outcomes_and_scored_rows(name: str, kind: str) -> None:
    style = STYLES[name]
    found = parsed(accounts(overall_outcomes(LAMPS, style)), kind)
    wanted = outcomes(LAMPS, style, DEPARTMENT)
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted
    scores = {
        (row["criterion"].rpartition(" > ")[2]): (row["weight"], row["score"]) for row in found.rows["score_items"]
    }
    if not style.scored:
        assert scores == {}
        assert [each["score"] for each in found.rows["evaluations"]] == []
        return
    assert [each["score"] for each in found.rows["evaluations"]] == [LAMPS.total]
    assert scores["预算执行情况"] == ("10", LAMPS.points)
    assert {each.name: scores[each.name] for each in LAMPS.outcomes} == {
        each.name: (each.weight, each.score) for each in LAMPS.outcomes
    }


@pytest.mark.parametrize("height", [30.0, 55.0, 80.0])
@pytest.mark.parametrize("name", ["national", "half-width brackets, repeated levels", "no levels"])
def test_a_form_that_goes_on_overleaf_is_one(name: str, height: float) -> None:
    style = STYLES[name]
    document = accounts(*(broken_over_pages(self_evaluation(project, style)) for project in PROJECTS))
    content = pdf(document, PdfStyle(row_height=height, repeated_head=False))
    found = parse(read(content, "forms.pdf"), CodeBook.published(), DIVISIONS)
    wanted = {
        own: cells for project in PROJECTS for own, cells in outcomes(project, style, key(project, style)).items()
    }
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted


@pytest.mark.parametrize("name", STYLES)
def test_of_a_form_without_ruling_lines_nothing_wrong_is_kept(name: str) -> None:
    style = STYLES[name]
    document = accounts(*(self_evaluation(project, style) for project in PROJECTS))
    content = pdf(replace(document, prose=("政府采购支出30万元。",)), PdfStyle(ruled=False))
    found = parse(read(content, "forms.pdf"), CodeBook.published(), DIVISIONS)
    wanted = {
        own: cells for project in PROJECTS for own, cells in outcomes(project, style, key(project, style)).items()
    }
    kept = told(found.rows["indicators"], ("subject", "name"), wanted)
    assert {own: cells for own, cells in kept.items() if cells != wanted.get(own)} == {}
    assert kept or any("could not be read" in each.text for each in found.warnings)


def test_a_document_of_forms_that_cannot_be_read_gives_nothing_and_says_where() -> None:
    content = pdf(accounts(self_evaluation(LAMPS, STYLES["national"])), PdfStyle(ruled=False))
    found = parse(read(content, "forms.pdf"), CodeBook.published(), DIVISIONS)
    assert not found.rows["indicators"]
    assert not found.rows["evaluations"]
    assert [(each.page, "could not be read" in each.text) for each in found.warnings] == [(2, True)]


@in_every_format
@pytest.mark.parametrize(
    ("title", "document_kind"),
    [
        (f"{NAME}{YEAR}年度项目支出绩效自评表", "PROJECT_EVALUATION"),
        (f"{NAME}{YEAR}年度部门整体支出绩效自评报告", "OVERALL_EVALUATION"),
        (f"{YEAR}年度{NAME}绩效自评结果公开", "PROJECT_EVALUATION"),
        (f"部门整体支出绩效自评表（{YEAR}年度）", "OVERALL_EVALUATION"),
    ],
)
def test_forms_published_alone_are_a_document_and_each_has_its_own_subject(
    title: str, document_kind: str, kind: str
) -> None:
    style = STYLES["national"]
    document = accounts(self_evaluation(CHARTS, style), overall_outcomes(LAMPS, style))
    found = parsed(replace(document, cover=(title,)), kind)
    assert (found.document["kind"], found.document["fiscal_year"]) == (document_kind, str(YEAR))
    wanted = outcomes(CHARTS, style, key(CHARTS, style)) | outcomes(LAMPS, style, DEPARTMENT)
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted
    assert {row["evaluation"] for row in found.rows["score_items"]} == {f"{DEPARTMENT}/{YEAR}/OVERALL"}


@in_every_format
def test_targets_published_alone_are_a_budget(kind: str) -> None:
    style = PLAN_STYLES["national"]
    found = parsed(replace(plans(target_form(LAMPS, style)), cover=(f"{NAME}{YEAR}年项目支出绩效目标表",)), kind)
    assert found.document["kind"] == "DEPARTMENT_BUDGET"
    wanted = targets(LAMPS, style, key(LAMPS, style))
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted


@in_every_format
def test_forms_after_statements_change_none_of_them(kind: str) -> None:
    printed = statements(budget(1), CITIES["plain"])
    style = STYLES["national"]
    both = replace(printed, tables=[*printed.tables, *accounts(self_evaluation(LAMPS, style)).tables])
    alone, found = parsed(printed, kind), parsed(both, kind)
    assert found.rows["budget_lines"] == alone.rows["budget_lines"]
    assert found.count("statements") == len(printed.tables)
    wanted = outcomes(LAMPS, style, key(LAMPS, style))
    assert told(found.rows["indicators"], ("subject", "name"), wanted) == wanted
