"""The row of a self-evaluation that sets what was paid against the budget, with the points for it."""

import re
from collections.abc import Mapping

from seed.parsers.tables import Rows, table_of
from seed.parsers.wording.passages import plain

ABOVE = r"(?:部门|年度|项目|支出|资金|金额|预算|执行|情况|[（(]?万?元[)）]?)*"
"""What a label over several columns puts before those of the columns."""

UNIT_AFTER = r"([（(][^（）()]{1,6}[)）])?"
COLUMNS = {
    "approved": rf"{ABOVE}年初(批复)?预算(数|金额)?{UNIT_AFTER}",
    "adjusted": rf"{ABOVE}(全年|调整后?)([（(]调整后?[)）])?预算(数|金额)?{UNIT_AFTER}",
    "budget": rf"{ABOVE}预算(数|金额){UNIT_AFTER}",
    "executed": rf"{ABOVE}(全年|实际)?(执行|支出)(数|金额){UNIT_AFTER}",
    "weight": rf"{ABOVE}(执行率)?(分值|权重){UNIT_AFTER}",
    "rate": rf"{ABOVE}执行率{UNIT_AFTER}",
    "score": rf"{ABOVE}(执行率)?得分{UNIT_AFTER}",
}
WHOLE = re.compile(r".{0,6}(总额|总计|合计|总金额|资金总量)[：:]?")
AMOUNT = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")

Cells = Mapping[str, tuple[str, int]]


def execution(rows: Rows) -> Cells:
    """Amounts, rate, weight and score of the row of all funds, each with its line; empty where there is none."""
    table = None
    for budget in ("adjusted", "approved", "budget"):
        table = table or table_of(rows, {name: COLUMNS[name] for name in (budget, "executed")}, COLUMNS)
    if table is None:
        return {}
    first = min(index for columns in table.columns.values() for index in columns)
    labels = {row.line: [plain(cell or "") for cell in row.cells[:first]] for row in table.body}
    records = [each for each in table.records() if AMOUNT.fullmatch(plain(each["executed"]))]
    whole = [each for each in records if any(WHOLE.fullmatch(label) for label in labels[each.line])]
    if not records:
        return {}
    record = (whole or records)[0]
    found = {role: (plain(text), record.line) for role, text in record.items() if plain(text)}
    if "budget" in found:
        found.setdefault("approved", found.pop("budget"))
    return found
