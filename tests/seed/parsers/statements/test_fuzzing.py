"""Whatever a document says, its statements are parsed or it is refused: no other error, no endless loop."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BudgetgraphError
from seed.parsers.codes import CodeBook
from seed.parsers.parsed import Context
from seed.parsers.recognise import parse
from seed.parsers.statements import parse_statements
from seed.parsers.statements.figures import NotAnAmountError, figure
from seed.sources.model import Grid, GridRow, Line, MediaType, Source
from seed.sources.read import read
from tests.documents.figures import budget
from tests.documents.forms import document
from tests.documents.style import STYLES
from tests.documents.web import text
from tests.seed.parsers.statements.reading import DIVISIONS

WORDS = (
    *("收入预算表", "支出决算总表", "财政拨款收支总表", "“三公”经费支出表", "政府采购预算表", "基本支出表（续）"),
    *("单位：万元", "编制部门：青禾市灯塔管理局", "公开01表", "注：本表无数据", "第二部分 2023年部门预算表"),
    *("项目", "科目编码", "科目名称", "类", "款", "项", "合计", "小计", "基本支出", "人员经费", "栏次", "行次", "序号"),
    *("一、一般公共服务支出", "201", "20103", "2010301", "301001", "A0201", "1", "2", "3", "-", "", "0.00", "1,234.56"),
    *("９０．９", "(5.00)", "12.3%", "增减%", "2023年执行数", "�", "本年收入", "结转和结余", "2023年", "。"),
)
CELLS = st.sampled_from(WORDS) | st.text(max_size=8)
ROWS = st.lists(st.lists(st.none() | CELLS, min_size=5, max_size=5), min_size=1, max_size=14)

QUICK = settings(
    max_examples=150, deadline=timedelta(seconds=10), suppress_health_check=[HealthCheck.too_slow], print_blob=True
)

KEYS = {"key": "a", "title": "a", "kind": "UNIT_BUDGET", "fiscal_year": "2023"}


def parsed_or_refused(source: Source) -> None:
    try:
        section = parse_statements(source, Context(KEYS, CodeBook.published()))
    except BudgetgraphError:
        return
    keys = {row["key"] for row in section.rows["statements"]}
    for row in section.rows["budget_lines"]:
        assert row["statement"] in keys
        assert figure(row["amount"]) is not None
        assert row["column_label"]
        assert int(row["row"]) > 0
        assert int(row["column"]) > 0
    places = [(row["statement"], row["row"], row["column"]) for row in section.rows["budget_lines"]]
    assert len(places) == len(set(places))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=40))
@QUICK
def test_any_lines_of_text_are_parsed_or_refused(rows: list[list[str]]) -> None:
    lines = [Line(number, 1, " ".join(row)) for number, row in enumerate(rows, 1) if any(row)]
    parsed_or_refused(Source("a.txt", "0", MediaType.TEXT, 1, tuple(lines), ()))


@given(st.lists(st.tuples(st.lists(CELLS.filter(bool), max_size=4), ROWS, st.booleans()), max_size=4))
@QUICK
def test_any_tables_are_parsed_or_refused(tables: list[tuple[list[str], list[list[str | None]], bool]]) -> None:
    lines: list[Line] = []
    grids: list[Grid] = []
    for page, (above, rows, ruled) in enumerate(tables, 1):
        lines += [Line(len(lines) + at, page, words) for at, words in enumerate(above, 1)]
        first = len(lines) + 1
        numbered = tuple(GridRow(number, tuple(cells)) for number, cells in enumerate(rows, first))
        lines += [Line(row.line, page, " ".join(filter(None, row.cells)) or "-") for row in numbered]
        columns = () if ruled else tuple((at * 50.0, at * 50.0 + 40) for at in range(5))
        grids.append(Grid(page, numbered, ruled=ruled, columns=columns))
    parsed_or_refused(Source("a.pdf", "0", MediaType.PDF, len(tables), tuple(lines), tuple(grids)))


@pytest.mark.parametrize("style", STYLES)
@given(data=st.data())
@settings(QUICK, max_examples=25)
def test_a_document_with_lines_left_out_or_moved_is_parsed_or_refused(style: str, data: st.DataObject) -> None:
    lines = text(document(budget(2, 10_000), STYLES[style])).decode().split("\n")
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(lines) - 1))
        line = lines.pop(at)
        if data.draw(st.booleans()):
            lines.insert(data.draw(st.integers(0, len(lines))), line)
    try:
        parse(read("\n".join(lines).encode(), "a.txt"), divisions=DIVISIONS)
    except BudgetgraphError:
        return


@given(st.text(max_size=12) | st.from_regex(r"[-(]?[0-9,.]{0,12}[)%]?", fullmatch=True))
def test_any_cell_is_an_amount_or_empty_or_refused(cell: str) -> None:
    try:
        found = figure(cell)
    except NotAnAmountError:
        return
    assert found is None or found.value == found.value + 0
