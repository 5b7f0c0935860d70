"""Projects under headings of their own, and what is said of their money."""

from collections.abc import Callable

import pytest

from seed.parsers.narrative.observations import PARSER
from seed.parsers.narrative.project_explanations import explained_projects
from seed.parsers.narrative.spending import PARSER as SPENDING
from seed.parsers.parsed import Context
from seed.sources.model import Source

PAGES = """
2022年部门预算的其他相关情况说明列在下面各页，本页的行都印得很宽，与别的文件一样。
森林防火项目经费情况说明
一、项目概述
森林防火是林业局的职责，经费用于巡护、瞭望与扑救，由各林场负责具体实施并接受检查。
二、年度预算安排
{money}
三、绩效目标
全年不发生重特大森林火灾。
"""


@pytest.mark.parametrize(
    ("money", "budget"),
    [
        ("795万元", ("795", "万元")),
        ("2022年度项目总预算1,720.50万，其中瞭望塔720.50万。", ("1720.50", "万元")),
        ("本年安排预算资金30元。", ("30", "元")),
        ("第一季度用款计划3万元，第二季度用款计划5万元。", ("", "")),
        ("按合同拨付。", ("", "")),
    ],
)
def test_a_project_has_the_budget_that_its_section_begins_with(
    money: str, budget: tuple[str, str], text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    source = text(PAGES.format(money=money))
    (project,) = explained_projects(source)
    assert (project.name, project.amount, project.unit) == ("森林防火", *budget)
    rows = SPENDING.parse(source, known("DEPARTMENT_BUDGET")).rows["project_budgets"]
    assert [(row["approved"], row["unit"], row["line"]) for row in rows] == ([(*budget, "6")] if budget[0] else [])


def test_figures_of_the_section_are_of_the_project(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    source = text(PAGES.format(money="2022年度项目总预算20万，其中瞭望塔7.5万。"))
    (tower,) = PARSER.parse(source, known("DEPARTMENT_BUDGET")).rows["observations"]
    assert (tower["subject_kind"], tower["name"], tower["value"]) == ("PROJECT", "瞭望塔", "7.5")


@pytest.mark.parametrize("title", ["项目经费情况说明", "2022年“三公”经费情况说明", "机关运行经费情况说明"])
def test_a_heading_without_a_name_names_no_project(title: str, text: Callable[[str], Source]) -> None:
    assert not explained_projects(text(PAGES.replace("森林防火项目经费情况说明", title).format(money="3万元")))
