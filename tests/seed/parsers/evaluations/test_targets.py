"""Performance targets: budgets, payment plans and indicators of projects."""

from collections.abc import Callable

from seed.parsers.evaluations.targets import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import OUTCOMES, TARGET_LINES, TARGETS

KEY = "99990023T000000000001"


def test_a_budget_is_in_the_unit_of_its_form(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    (budget,) = PARSER.parse(tables(TARGETS), known("UNIT_BUDGET", 2023)).rows["project_budgets"]
    assert [budget[column] for column in ("project", "fiscal_year", "approved", "fiscal_funds", "unit", "line")] == [
        KEY,
        "2023",
        "1200500.00",
        "1200500.00",
        "元",
        "4",
    ]


def test_an_indicator_has_levels_and_a_target(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    indicators = PARSER.parse(tables(TARGETS), known("UNIT_BUDGET", 2023)).rows["indicators"]
    told = [
        [each[column] for column in ("key", "level2", "name", "target_comparison", "target_value", "target_unit")]
        for each in indicators
    ]
    assert told == [
        [f"{KEY}/2023/i1", "数量指标", "巡护里程", "GE", "300", "公里"],
        [f"{KEY}/2023/i2", "质量指标", "隐患整改率", "EQ", "100", "%"],
        [f"{KEY}/2023/i3", "社会效益指标", "森林火灾", "QUALITATIVE", "", ""],
    ]


def test_a_broken_form_says_when_the_money_is_paid(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    found = PARSER.parse(text(TARGET_LINES), known("UNIT_BUDGET", 2023))
    plans = [
        (plan["position"], plan["heading"], plan["amount"], plan["ambiguous"]) for plan in found.rows["payment_plans"]
    ]
    assert plans == [
        ("1", "6月底", "300.00", "true"),
        ("2", "9月底", "600.00", "true"),
        ("3", "12月底", "1200.50", "true"),
    ]
    assert [(unit["code"], unit["name"]) for unit in found.rows["budget_units"]] == [("999001", "云溪市林业局（本级）")]


def test_goals_and_indicators_are_counted(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    told = PARSER.parse(text(TARGET_LINES), known("UNIT_BUDGET", 2023)).rows["observations"]
    counts = {each["measure"]: each["value"] for each in told if each["note"]}
    assert counts == {"goals_count": "2", "indicators_count": "3"}
    assert [(each["value"], each["unit"], each["line"]) for each in told if each["qualifier"] == "绩效目标"] == [
        ("300", "公里", "11")
    ]


def test_a_code_of_the_wrong_length_is_reported_and_not_used(
    tables: Callable[..., Source], known: Callable[..., Context]
) -> None:
    form = [[cell.replace(KEY, "123") if cell else cell for cell in row] for row in TARGETS]
    found = PARSER.parse(tables(form), known("UNIT_BUDGET", 2023))
    assert found.rows["project_budgets"][0]["project"] == "999900/云溪市林业局/森林防火经费"
    assert "`123` is not a project code" in found.warnings[0].text


def test_a_form_that_reports_outcomes_sets_no_targets(
    tables: Callable[..., Source], known: Callable[..., Context]
) -> None:
    assert not PARSER.parse(tables(OUTCOMES), known()).rows["indicators"]


def test_a_basis_cites_rules_and_prose_stays_out(tables: Callable[..., Source], known: Callable[..., Context]) -> None:
    head = ["一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据"]
    basis = "按照《云溪市森林防火条例》第三条和多年的经验确定"
    rows = [["项目名称", "防火", None, None, None], head, ["产出指标", "数量指标", "巡护", "≥3次", basis]]
    rows += [["", "质量指标", "整改率", "100%", "历史标准"]]
    first, second = PARSER.parse(tables(rows), known()).rows["indicators"]
    assert (first["basis"], first["cited_rules"]) == ("", "云溪市森林防火条例")
    assert (second["basis"], second["cited_rules"]) == ("历史标准", "")
