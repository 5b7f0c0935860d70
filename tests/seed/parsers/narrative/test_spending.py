"""What the text says about the money of projects, and who receives it."""

from collections.abc import Callable

from seed.parsers.narrative.spending import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import REPORT, REPORT_TITLE

AMOUNTS = ("project", "approved", "adjusted", "executed", "execution_rate", "unit")


def budgets(source: Source, context: Context) -> list[list[str]]:
    rows = PARSER.parse(source, context).rows["project_budgets"]
    return [[row[column].rpartition("/")[2] for column in AMOUNTS] for row in rows]


def test_a_report_states_the_budget_of_its_project(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    assert budgets(text(REPORT), known("PROJECT_EVALUATION", title=REPORT_TITLE)) == [
        ["森林防火经费", "800", "1000", "900", "90", "万元"]
    ]


def test_recipients_get_what_the_fund_is_divided_into(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    found = PARSER.parse(text(REPORT), known("PROJECT_EVALUATION", title=REPORT_TITLE))
    assert [each["name"] for each in found.rows["recipients"]] == ["东山林场", "西山林场", "云溪市林木种苗站"]
    told = [
        (each["recipient"].rpartition("/")[2], each["adjusted"], each["line"]) for each in found.rows["allocations"]
    ]
    assert told == [("东山林场", "400", "7"), ("西山林场", "300", "7"), ("云溪市林木种苗站", "300", "8")]


def test_where_recipients_are_named_again_is_noted(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    found = PARSER.parse(text(REPORT), known("PROJECT_EVALUATION", title=REPORT_TITLE))
    places = [(each["kind"], each["key"].split("/")[-1], each["line"]) for each in found.rows["mentions"]]
    assert places == [
        ("RECIPIENT", "云溪市林木种苗站", "8"),
        ("ALLOCATION", "2022", "7"),
    ], "only the last is named on another line than in the list, where its share is told"


def test_accounts_sum_up_projects_one_by_one(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    source = text(
        "一、绩效自评\n1.森林防火经费绩效自评综述：全年预算数为100万元，执行数为90万元，完成预算的90%。效果良好。\n"
        "2.造林补助绩效自评综述：全年预算数为50万元，执行数为50万元，完成预算的100%。效果良好。"
    )
    assert budgets(source, known()) == [
        ["森林防火经费", "", "100", "90", "90", "万元"],
        ["造林补助", "", "50", "50", "100", "万元"],
    ]


def test_one_rate_may_be_that_of_several_projects(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    source = text("一、执行\n其中：苗圃改造、古树保护等经费执行率达100%。")
    rows = PARSER.parse(source, known()).rows["project_budgets"]
    assert [(row["execution_rate"], row["approved"], row["note"]) for row in rows] == [
        ("100", "", "one rate printed for 2 projects; no amounts published")
    ] * 2


def test_an_adjustment_states_both_amounts(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    source = text("一、预算调整\n具体是：造林补助由300万元调整为500万元。")
    assert budgets(source, known()) == [["造林补助", "300", "500", "", "", "万元"]]
