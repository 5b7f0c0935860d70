"""What a sentence says about each of its figures."""

from seed.parsers.wording.figure_names import name_of
from seed.parsers.wording.readings import Reading, Relation, Thread, distributed, readings


def read(text: str, thread: Thread | None = None) -> list[Reading]:
    return list(distributed(list(readings(text, thread or Thread(), 2022))))


def told(text: str) -> list[tuple[str, str, str, int]]:
    return [(each.name, each.relation, each.figure.number, each.sign) for each in read(text)]


def test_a_value_is_named_by_the_words_before_it() -> None:
    assert told("2022年度支出合计1,200.50万元。") == [("支出合计", Relation.VALUE, "1200.50", 1)]


def test_a_change_is_of_the_figure_before_it_and_has_a_sign() -> None:
    assert told("支出合计1,200万元，比上年减少30万元，下降2.4%。") == [
        ("支出合计", Relation.VALUE, "1200", 1),
        ("支出合计", Relation.CHANGE, "30", -1),
        ("支出合计", Relation.CHANGE, "2.4", -1),
    ]


def test_the_year_compared_with_is_carried_on() -> None:
    figures = read("支出合计1,200万元，较2019年增加30万元，增长2.5%。")
    assert [(each.against, each.explicit) for each in figures] == [("", False), ("2019", True), ("2019", True)]
    assert read("比上年增加5万元")[0].against == "2021"


def test_a_comparison_with_the_initial_budget_is_none_with_a_year() -> None:
    assert [each.initial for each in read("支出90万元，比年初预算减少10万元。")] == [False, True]


def test_a_share_has_its_whole_and_a_completion_its_budget() -> None:
    share, completion = read("基本支出800万元，占本年支出的66.7%，完成年初预算的95%。")[1:]
    assert (share.name, share.relation, share.whole) == ("基本支出", Relation.SHARE, "本年支出")
    assert (completion.relation, completion.whole) == (Relation.COMPLETION, "年初预算")


def test_items_of_a_list_belong_to_its_head() -> None:
    figures = read("政府采购支出830万元，其中：货物10万元、工程550万元、服务270万元。")
    assert [(each.name, each.part_of) for each in figures] == [
        ("政府采购支出", ""),
        ("货物", "政府采购支出"),
        ("工程", "政府采购支出"),
        ("服务", "政府采购支出"),
    ]


def test_figures_of_a_reason_are_part_of_what_it_explains() -> None:
    figures = read("支出合计100万元，比上年增加20万元，主要原因是防火经费增加20万元。")
    assert [(each.name, each.cause, each.part_of) for each in figures][-1] == ("防火经费", True, "支出合计")


def test_what_a_change_arrives_at_is_a_value() -> None:
    assert told("审批时间压缩至3天。") == [("审批时间", Relation.VALUE, "3", 1)]


def test_a_verb_before_its_object_adjusts_the_budget() -> None:
    assert [(each.relation, each.sign) for each in read("年中调减了项目经费30万元、人员经费5万元。")] == [
        (Relation.ADJUSTMENT, -1),
        (Relation.ADJUSTMENT, -1),
    ]


def test_what_is_counted_may_follow_its_number() -> None:
    assert told("共有3个林场、2个苗圃。") == [("林场", Relation.VALUE, "3", 1), ("苗圃", Relation.VALUE, "2", 1)]


def test_one_phrase_may_name_several_figures() -> None:
    assert told("进、出口整体通关时间分别为40.5小时和2.5小时。")[:2] == [
        ("进口整体通关时间", Relation.VALUE, "40.5", 1),
        ("出口整体通关时间", Relation.VALUE, "2.5", 1),
    ]
    assert told("造林成活率和保存率100%。") == [
        ("造林成活率", Relation.VALUE, "100", 1),
        ("保存率", Relation.VALUE, "100", 1),
    ]


def test_four_figures_of_the_quarters_are_one_for_each() -> None:
    assert [each.period for each in read("各季度执行率分别为20%、45%、70%和95%。")] == ["Q1", "Q2", "Q3", "Q4"]


def test_a_functional_item_carries_over_to_the_next_sentence() -> None:
    thread = Thread()
    read("1.农林水支出（类）林业和草原（款）森林资源培育（项）。", thread)
    assert (
        read("年初预算为100万元，支出决算为90万元。", thread)[1].name
        == "农林水支出（类）林业和草原（款）森林资源培育（项）"
    )


def test_numbering_dates_and_linking_verbs_are_no_names() -> None:
    assert name_of("（一）2022年度我局支出合计为") == "支出合计"
    assert name_of("其中：“护林”项目") == "“护林”项目"
    assert name_of("共") == ""


def test_what_a_body_has_is_named_by_the_noun_behind_its_number() -> None:
    assert told("云溪市林业局部门预算是包括局本部以及下属3家预算单位的综合收支计划。") == [
        ("下属预算单位", Relation.VALUE, "3", 1)
    ]
    assert told("云溪市林业局机关设9个内设机构。") == [("内设机构", Relation.VALUE, "9", 1)]
    assert told("本部门2个预算单位开展了2022年绩效目标编报工作。") == [("预算单位", Relation.VALUE, "2", 1)]


def test_money_that_bodies_receive_is_not_named_by_them() -> None:
    assert [
        each[:3:2] for each in told("云溪市林业局下属1家机关和2家事业单位财政拨款的机关运行经费预算为217万元。")
    ] == [
        ("下属机关", "1"),
        ("事业单位", "2"),
        ("机关运行经费预算", "217"),
    ]


def test_an_aim_is_no_change_of_the_money_for_it() -> None:
    assert told("支持服务能力提升80万元，支持产业稳增长30万元。") == [
        ("支持服务能力提升", Relation.VALUE, "80", 1),
        ("支持产业稳增长", Relation.VALUE, "30", 1),
    ]


def test_a_change_of_which_the_other_word_was_left_in_has_the_sign_of_its_first_word() -> None:
    assert told("支出合计比上年减少30万元，下降（增长）2.4%。") == [
        ("支出合计", Relation.CHANGE, "30", -1),
        ("支出合计", Relation.CHANGE, "2.4", -1),
    ]
