"""What the lighthouse authority publishes, as rows already: papers that need no parser, for tests of what comes after.

A paper is JSON: the row of the document and rows by table, of which only the cells that are filled are written.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from graph.errors import UnrecognisedDocumentError
from seed.ingest.document_rows import DocumentRows
from seed.ingest.layout import layouts
from seed.parsers.parsed import Parsed, ParseWarning, Row
from seed.sources.model import Line, MediaType, Source

CITY, CITY_NAME = "999900", "青禾市"
DEPARTMENT, DEPARTMENT_NAME = f"{CITY}/910", "青禾市灯塔管理局"
SECTION = "第三部分 决算情况说明"


def paper(  # noqa: PLR0913 - what makes a document
    key: str,
    *,
    kind: str = "FINAL_ACCOUNTS",
    year: int = 2022,
    department: str = DEPARTMENT,
    name: str = DEPARTMENT_NAME,
    unit: str = "",
    **tables: Sequence[dict[str, Any]],
) -> bytes:
    """The bytes of a paper; `tables` are rows beside those of the document, its territory and its publisher."""
    city, _, code = department.partition("/")
    document = {"key": key, "title": f"{name}{year}年", "kind": kind, "fiscal_year": year, "publisher": department}
    rows: dict[str, Sequence[dict[str, Any]]] = {
        "jurisdictions": [{"code": city, "name": CITY_NAME, "level": 2}],
        "departments": [
            {"key": department, "code": code if code.isdecimal() else "", "name": name, "jurisdiction": city}
        ],
        **tables,
    }
    return json.dumps({"document": document | {"unit": unit}, "rows": rows}, ensure_ascii=False).encode()


def project(name: str, *, code: str = "", ordinal: int | str = "", line: int = 10, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - cells
    """A project of the authority."""
    key = code or f"{DEPARTMENT}/{name}"
    cells = {"key": key, "code": code, "name": name, "department": DEPARTMENT, "ordinal": ordinal, "line": line}
    return cells | more


def statement(document: str, number: int = 1) -> dict[str, Any]:
    """A statement of a document."""
    return {
        "key": f"{document}/{number:02}",
        "number": number,
        "title": "支出决算表",
        "kind": "EXPENDITURE",
        "unit": "万元",
        "printed_number": f"公开{number:02}表",
    }


def cell(document: str, row: int, code: str, label: str, amount: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - cells
    """A cell of the first statement of a document."""
    return {
        "statement": f"{document}/01",
        "row": row,
        "column": 1,
        "row_code": code,
        "row_label": label,
        "column_label": "合计",
        "amount": amount,
        "unit": "万元",
        "phase": "EXECUTED",
        "direction": "EXPENDITURE",
        "fiscal_year": 2022,
        "is_total": "false",
        "functional": code,
        "ambiguous": "false",
        "line": 100 + row,
        **more,
    }


def parse_paper(content: bytes, name: str) -> Parsed:
    """The rows of a paper; whatever is no JSON is no document."""
    try:
        plain = json.loads(content)
    except ValueError:
        raise UnrecognisedDocumentError(name, "it is no paper of the authority", "write one") from None
    if "die" in plain:
        raise SystemExit(plain["die"])
    digest = sha256(content).hexdigest()
    document = _row("documents", plain["document"] | {"sha256": digest, "line": 1})
    key = document["key"]
    rows = {
        table: [_row(table, {"document": key, "section": SECTION, "line": 1} | cells) for cells in given]
        for table, given in plain["rows"].items()
    }
    warnings = tuple(ParseWarning(1, 7, words) for words in plain.get("warnings", ()))
    source = Source(name, digest, MediaType.TEXT, 1, (Line(1, 1, document["title"]),), ())
    return Parsed(source, document, rows, warnings)


def rows_of(*papers: bytes) -> list[DocumentRows]:
    """The rows of papers, as parsers would give them."""
    found = []
    for content in papers:
        parsed = parse_paper(content, "paper")
        found.append(DocumentRows({**parsed.rows, "documents": [parsed.document]}))
    return found


def _row(table: str, cells: dict[str, Any]) -> Row:
    columns = layouts()[table].columns
    given = {name: str(value) for name, value in cells.items() if name in columns}
    ambiguous = {"ambiguous": "false"} if "ambiguous" in columns else {}
    return dict.fromkeys(columns, "") | ambiguous | given
