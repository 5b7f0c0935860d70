"""Forms about one project, read by their labels and the head of their indicators."""

from collections.abc import Callable

from seed.parsers.evaluations.forms import grid_form, labelled_cells
from seed.parsers.outline import Section
from seed.parsers.tables import tables_in
from seed.sources.model import Source
from tests.seed.parsers.paper import TARGETS

NOWHERE = Section((), "", 1, ())


def test_a_form_has_fields_unit_year_and_indicators(tables: Callable[..., Source]) -> None:
    source = tables(TARGETS)
    form = grid_form(NOWHERE, next(tables_in(source, source.lines)))
    assert form is not None
    assert (form.text("name"), form.text("code")) == ("森林防火经费", "99990023T000000000001")
    assert (form.amount("annual"), form.amount("fiscal"), form.amount("other")) == ("1200500.00", "1200500.00", "")
    assert (form.money_unit, form.year, form.heading.title) == ("元", "2023", "2023年项目支出绩效目标申报表")
    assert [(each["level1"], each["level2"], each["name"], each["target"], each.line) for each in form.indicators] == [
        ("产出指标", "数量指标", "巡护里程", "≥300（公里）", 6),
        ("产出指标", "质量指标", "隐患整改率", "=100（%）", 7),
        ("效益指标", "社会效益指标", "森林火灾", "零发生", 8),
    ]


def test_a_table_without_indicators_is_no_form(tables: Callable[..., Source]) -> None:
    source = tables(TARGETS[:4])
    assert grid_form(NOWHERE, next(tables_in(source, source.lines))) is None


def test_a_label_beside_a_label_has_no_value(tables: Callable[..., Source]) -> None:
    source = tables([["项目名称", "项目编码", "123"], ["项目名称：", "防火", ""]])
    fields = dict(labelled_cells(next(tables_in(source, source.lines))))
    assert fields == {"code": ("123", 1), "name": ("防火", 2)}
