"""Names that differ from page to page are found; short forms and the words of the form are not names."""

from graph.identity import Ref
from graph.model import BudgetUnit, GlossaryTerm
from graph.values import Occurrence, SourceRef
from graph.vocabulary import EntityKind, Scheme, StatementKind
from tests.graph.findings.paper import ACCOUNTS, BUDGET, E, R, code, found, project, statement, told, words

KIND = StatementKind
P = Ref(EntityKind.PROJECT, "p")


def test_a_project_has_one_name() -> None:
    [each] = found("project-has-one-name", project(name="灯具更新", aliases=("灯具更新经费", "更新")))
    assert words(each) == ("灯具更新经费; 更新", "灯具更新")
    assert found("project-has-one-name", project()) == []


def test_a_purpose_that_is_the_name_with_words_left_out_is_the_name() -> None:
    def purpose(text: str) -> list[tuple[str | None, str | None]]:
        stated = told("资金用途", "purpose", None, text=text, subject=P)
        return [
            words(each) for each in found("purpose-names-its-project", project(name="灯塔专项资金-维护补助"), stated)
        ]

    assert purpose("灯塔专项维护补助") == [("灯塔专项维护补助", "灯塔专项资金-维护补助")]
    assert purpose("购买灯泡和油料") == []
    assert purpose("灯塔专项资金-维护补助") == []


def test_a_unit_is_printed_with_its_brackets() -> None:
    unit = BudgetUnit(key="u", name="灯塔局（本级）", aliases=("灯塔局本级", "灯塔局"), department_key="d")
    assert [words(each) for each in found("unit-has-one-name", unit)] == [("灯塔局本级", "灯塔局（本级）")]


CODES = [code(Scheme.FUNCTIONAL, digits, digits) for digits in ("208", "20805", "2080505")]
ROWS = (("208 社会保障和就业支出", ("1.00",)), ("20805 养老支出", ("1.00",)), ("2080505 养老保险支出", ("1.00",)))


def test_a_code_has_one_name_in_a_document() -> None:
    first = statement(3, KIND.EXPENDITURE, ("合计",), ROWS)
    second = statement(5, KIND.GENERAL_BUDGET_EXPENDITURE, ("合计",), [("208 社会保障支出", ("1.00",))])
    [each] = found("code-has-one-name", CODES, first, second)
    assert words(each) == ("社会保障支出", "社会保障和就业支出")
    told_short = told("社会保障和就业（类）", "amount", "1.00", classification_key="FUNCTIONAL/208/2022")
    told_path = told(
        "社会保障和就业支出（类）养老支出（款）养老保险（项）",
        "amount",
        "1.00",
        classification_key="FUNCTIONAL/2080505/2022",
    )
    found_names = [words(each) for each in found("code-has-one-name", CODES, first, told_short, told_path)]
    assert sorted(found_names) == [("养老保险", "养老保险支出"), ("社会保障和就业", "社会保障和就业支出")]
    elsewhere = told("社会保障（类）", "amount", "1.00", classification_key="FUNCTIONAL/208/2022", document=BUDGET)
    assert found("code-has-one-name", CODES, first, elsewhere) == []


def test_a_source_of_revenue_has_one_name_in_the_statements_of_a_document() -> None:
    rows = [("一、财政拨款收入", ("1.00", None)), ("二、事业单位经营收入", ("0.00", None))]
    summary = statement(1, KIND.REVENUE_AND_EXPENDITURE, ("收入 / 金额", "支出 / 金额"), rows, directions=(R, E))
    columns = ("合计", "财政拨款收入", "经营收入")
    revenue = statement(2, KIND.REVENUE, columns, [("合计", ("1.00", "1.00", "0.00"))], directions=(R, R, R))
    [each] = found("source-has-one-name", summary, revenue)
    assert words(each) == ("经营收入", "事业单位经营收入")


def test_a_public_expense_has_one_name_in_all_documents() -> None:
    first = statement(7, KIND.THREE_PUBLIC, ("因公出国（境）费", "购置费"), [("三公", ("1.00", "1.00"))])
    same = told("公务用车购置费", "amount", "1.00")
    other = told("因公出国（境）经费", "amount", "1.00")
    [each] = found("public-expense-has-one-name", first, same, other)
    assert words(each) == ("因公出国(境)经费", "因公出国(境)费")


def term(name: str) -> GlossaryTerm:
    source = (SourceRef(document_key=ACCOUNTS, line=80),)
    return GlossaryTerm(key=name, term=name, sources=source, occurrences=(Occurrence(document_key=ACCOUNTS),))


def test_a_term_is_written_as_in_the_statements() -> None:
    columns = ("本年支出合计", "对附属单位补助支出", "事业单位经营收入")
    paper = statement(3, KIND.EXPENDITURE, columns, [("合计", ("1.00", "1.00", "1.00"))])
    [each] = found("term-as-in-statements", paper, term("对下级单位补助支出"))
    assert words(each) == ("对下级单位补助支出", "对附属单位补助支出")
    for known in ("对附属单位补助支出", "事业单位经营支出", "基本支出", "对下级预算单位的补助"):
        assert found("term-as-in-statements", paper, term(known)) == []


def test_a_term_that_is_a_path_marks_every_level() -> None:
    paper = statement(3, KIND.EXPENDITURE, ("合计",), ROWS)
    assert found("term-names-its-levels", paper, term("社会保障和就业支出（类）养老支出（款）养老保险（项）")) == []
    assert found("term-names-its-levels", paper, term("社会保障和就业支出（类）养老支出（款）养老保险（项）支出")) == []
    mark, top = found("term-names-its-levels", paper, term("社会保障和就业（类）养老支出（款）养老保险缴费"))
    assert mark.expected_text == "社会保障和就业（类）养老支出（款）养老保险缴费（项）"
    assert words(top) == ("社会保障和就业", "社会保障和就业支出")


def test_a_kind_of_expenditure_has_one_name_in_a_document() -> None:
    pair = (told("人员支出", "initial_budget", "5.00"), told("人员经费", "change_vs_initial_budget", "1.00"))
    [each] = found("kind-has-one-name", pair)
    assert words(each) == ("人员支出", "人员经费")
    assert found("kind-has-one-name", pair[0], told("公用经费", "initial_budget", "1.00")) == []
