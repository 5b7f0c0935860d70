"""Rates of the narrative are recomputed from the figures that the words name or that stand beside them."""

from graph.identity import Ref
from graph.model import Observation
from graph.vocabulary import EntityKind, Severity, StatementKind
from tests.graph.findings.paper import figures, found, statement, told

EVALUATION = Ref(EntityKind.EVALUATION, "e")


def test_a_rate_of_change_is_compared_with_the_change() -> None:
    pair = (told("收支总计", "amount", "120.00"), told("收支总计", "change_amount", "20.00", compared_with="2021"))
    right = told("收支总计", "change_rate", "20.00", "%", compared_with="2021")
    assert found("change-rate", pair, right) == []
    [each] = found("change-rate", pair, told("收支总计", "change_rate", "25.00", "%", compared_with="2021"))
    assert figures(each) == ("25.00", "20.00")
    other_year = told("收支总计", "change_rate", "25.00", "%", compared_with="2020")
    assert found("change-rate", pair, other_year) == []


def test_a_rate_without_a_year_is_of_the_change_against_the_initial_budget() -> None:
    pair = (told("运行经费", "executed_amount", "5.00"), told("运行经费", "change_vs_initial_budget", "-5.00"))
    [each] = found("change-rate", pair, told("运行经费", "change_rate", "-40.00", "%"))
    assert (figures(each), each.computation) == (("-40.00", "-50.00"), "-5.00/(5.00-(-5.00))=-50.0000%")


def test_an_execution_rate_is_found_by_its_name_with_the_budget_that_its_words_say() -> None:
    amounts = (
        told("公务接待费", "executed_amount", "30.00"),
        told("公务接待费", "initial_budget", "60.00"),
        told("公务接待费", "adjusted_budget", "40.00"),
    )
    initial = told("公务接待费", "execution_rate", "50.00", "%", qualifier="完成年初预算")
    assert found("told-execution-rate", amounts, initial) == []
    [each] = found("told-execution-rate", amounts, told("公务接待费", "execution_rate", "50.00", "%"))
    assert figures(each) == ("50.00", "75.00")
    [control] = found("told-execution-rate", amounts, told("公务接待费控制率", "control_rate", "50.00", "%"))
    assert figures(control) == ("50.00", "75.00")


def test_an_execution_rate_may_stand_alone_with_its_amounts_in_a_sentence() -> None:
    sentence = (
        told("全年支出数", "executed_amount", "30.00", line=9),
        told("全年预算", "adjusted_budget", "40.00", line=9),
    )
    [each] = found("told-execution-rate", sentence, told("总执行率", "execution_rate", "50.00", "%", line=9))
    assert figures(each) == ("50.00", "75.00")
    assert found("told-execution-rate", sentence, told("总执行率", "execution_rate", "50.00", "%", line=8)) == []
    third = told("追加", "planned_amount", "1.00", line=9)
    assert found("told-execution-rate", sentence, third, told("总执行率", "execution_rate", "50", "%", line=9)) == []


def test_a_rate_of_use_is_the_part_in_use_of_the_total() -> None:
    sentence = (told("资产总额", "amount", "40.00"), told("在用资产", "amount", "30.00"))
    [each] = found("told-execution-rate", sentence, told("使用率", "utilisation_rate", "50.00", "%"))
    assert figures(each) == ("50.00", "75.00")


def test_an_evaluation_that_tells_of_one_pair_of_amounts_means_that_pair() -> None:
    pair = [
        told("年度资金总额", measure, value, subject=EVALUATION)
        for measure, value in (("initial_budget", "40.00"), ("executed_amount", "30.00"))
    ]
    rate = told("预算完成率", "execution_rate", "100", "%", subject=EVALUATION, line=7)
    [each] = found("told-execution-rate", pair, rate)
    assert figures(each) == ("100", "75.00")
    assert found("told-execution-rate", told("预算完成率", "execution_rate", "100", "%")) == []


def test_the_rate_of_adjustment_is_of_the_initial_budget() -> None:
    beside = (told("年初预算", "initial_budget", "40.00"), told("总规模", "change_vs_initial_budget", "10.00"))
    [each] = found("adjustment-rate", beside, told("调整比例", "adjustment_rate", "20.00", "%"))
    assert figures(each) == ("20.00", "25.00")
    assert found("adjustment-rate", told("调整比例", "adjustment_rate", "20.00", "%")) == []


def test_a_share_is_of_what_its_words_name() -> None:
    part = told("上级补助收入", "amount", "30.00")
    share = told("上级补助收入", "share", "60.00", "%", qualifier="占本年收入合计")
    [each] = found("share-of-whole", part, share, told("本年收入合计", "amount", "40.00"))
    assert figures(each) == ("60.00", "75.00")
    assert found("share-of-whole", part, share) == []
    assert found("share-of-whole", share, told("本年收入合计", "amount", "40.00")) == []


def test_the_whole_may_be_printed_in_a_statement_or_under_a_shorter_name() -> None:
    paper = statement(3, StatementKind.EXPENDITURE, ("合计", "项目支出"), [("合计", ("50.00", "40.00"))])
    covered = told("项目自评", "amount_covered", "30.00")
    [each] = found(
        "share-of-whole", paper, covered, told("项目自评", "share", "100", "%", qualifier="占部门预算项目支出总额")
    )
    assert figures(each) == ("100", "75.00")
    goods = (told("货物", "amount", "40.00"), told("授予中小企业", "amount", "30.00"))
    [named] = found("share-of-whole", goods, told("授予中小企业", "share", "70.00", "%", qualifier="占货物金额"))
    assert figures(named) == ("70.00", "75.00")


def test_where_no_whole_is_named_the_parts_of_the_sentence_make_it_up() -> None:
    def sentence(share: str) -> list[Observation]:
        return [
            told("基本支出", "adjusted_budget", "10.00"), told("基本支出", "share", share, "%"),
            told("项目支出", "adjusted_budget", "30.00"), told("项目支出", "share", "75.00", "%"),
            told("总额", "adjusted_budget", "40.00"),
        ]  # fmt: skip

    assert found("share-of-whole", sentence("25.00")) == []
    [each] = found("share-of-whole", sentence("35.00"))
    assert figures(each) == ("35.00", "25.00")
    [sums] = found("shares-add-up", sentence("25.01"))
    assert (figures(sums), sums.judged) == (("100.01", "100"), Severity.ROUNDING)


def test_shares_of_some_parts_need_not_add_up() -> None:
    part = (told("甲", "amount", "10.00"), told("甲", "share", "10.00", "%", qualifier="占总额"))
    more = (told("乙", "amount", "20.00"), told("乙", "share", "20.00", "%", qualifier="占总额"))
    assert found("shares-add-up", part, more, told("总额", "amount", "100.00")) == []


def test_a_rise_is_not_more_than_what_it_led_to() -> None:
    [each] = found("base-is-possible", told("基金支出", "amount", "0"), told("基金支出", "change_amount", "1421.25"))
    assert (each.expected_text, each.computation, each.judged) == (
        "at most 0",
        "0-1421.25=-1421.25 before",
        Severity.MAJOR,
    )
    for change in ("5.00", "-9.00"):
        assert found("base-is-possible", told("支出", "amount", "5.00"), told("支出", "change_amount", change)) == []
