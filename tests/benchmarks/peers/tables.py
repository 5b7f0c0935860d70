"""The city as SQL tables, for peers that answer from a database: SQLite for datasette, a script for PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]

TABLES = {
    "departments": ("DEPARTMENT", {"name": "name"}),
    "documents": ("DOCUMENT", {"title": "title", "department_id": "departmentId"}),
    "statements": ("STATEMENT", {"title": "title", "document_id": "documentId"}),
    "codes": ("CLASSIFICATION", {"name": "name", "code": "code", "parent_id": "parentId"}),
    "budget_lines": (
        "BUDGET_LINE",
        {
            "fiscal_year": "fiscalYear", "row_label": "rowLabel", "column_label": "columnLabel", "amount": "amount",
            "is_total": "isTotal", "functional_id": "functionalId", "statement_id": "statementId",
        },
    ),
    "projects": ("PROJECT", {"name": "name", "code": "code", "note": "note", "ordinal": "ordinal"}),
    "indicators": (
        "INDICATOR",
        {
            "name": "name", "level1": "level1", "level2": "level2", "target": "target", "actual": "actual",
            "weight": "weight", "score": "score", "project_id": "projectId",
        },
    ),
    "evaluations": (
        "EVALUATION",
        {
            "fiscal_year": "fiscalYear", "score": "score", "grade": "grade", "project_id": "projectId",
            "document_id": "documentId",
        },
    ),
    "score_items": (
        "SCORE_ITEM", {"name": "name", "weight": "weight", "score": "score", "evaluation_id": "evaluationId"},
    ),
}  # fmt: skip
"""Table, kind of entity, and its columns by the name in the plain data."""

_TYPES = {"fiscal_year": "integer", "ordinal": "integer", "is_total": "boolean"}
_REFERS = {
    "department_id": "departments", "document_id": "documents", "statement_id": "statements", "parent_id": "codes",
    "functional_id": "codes", "project_id": "projects", "evaluation_id": "evaluations",
}  # fmt: skip

SUMS = """
create view sums as
select l.fiscal_year || ' · ' || c.name as label, {sum} as amount, count(*) as lines_counted
from budget_lines l join codes i on i.id = l.functional_id join codes s on s.id = i.parent_id
join codes c on c.id = s.parent_id where not l.is_total group by l.fiscal_year, c.name order by 1;
"""


def statements(*, exact: bool) -> Iterator[str]:
    """The tables; `exact` for a database that has exact numbers."""
    for table, (_, columns) in TABLES.items():
        defined = ["id text primary key", "label text not null", "kind text not null"]
        for column in columns:
            type_ = _TYPES.get(column, "numeric" if exact and column == "amount" else "text")
            refers = f" references {_REFERS[column]}(id)" if column in _REFERS else ""
            defined.append(f"{column} {type_}{refers}")
        yield f"create table {table} ({', '.join(defined)});"
        for column in columns:
            if column in _REFERS:
                yield (
                    f"create index on {table}({column});"
                    if exact
                    else f"create index {table}_{column} on {table}({column});"
                )


def rows(plain: Record, table: str) -> list[list[Any]]:
    """The rows of a table."""
    kind, columns = TABLES[table]
    held = [each for each in plain["records"] if each["kind"] == kind]
    return [
        [each[name] for name in ("id", "label", "kind")] + [_cell(each.get(n)) for n in columns.values()]
        for each in held
    ]


def _cell(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return value["text"] if isinstance(value, dict) else value


def sqlite(plain: Record, path: Path) -> None:
    """The city as a SQLite file with a full-text index of names."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.executescript("\n".join(statements(exact=False)))
        for table in TABLES:
            values = rows(plain, table)
            database.executemany(f"insert into {table} values ({', '.join('?' * len(values[0]))})", values)  # noqa: S608 - our own names
        database.executescript(SUMS.format(sum="printf('%.2f', sum(amount))"))
        database.executescript(
            'create virtual table projects_fts using fts5(name, content="projects", tokenize="trigram");'
            "insert into projects_fts(rowid, name) select rowid, name from projects;"
        )
    database.close()


def postgres(plain: Record) -> str:
    """The city as a script for PostgreSQL."""
    script = list(statements(exact=True))
    for table in TABLES:
        values = (", ".join(map(_literal, row)) for row in rows(plain, table))
        script += (f"insert into {table} values ({row});" for row in values)  # noqa: S608 - our own words
    script.append("alter table projects add unique (name);")
    script.append(SUMS.format(sum="sum(l.amount)"))
    script.append("comment on view sums is E'@primaryKey label';")
    script.append(
        "create function search_projects(text text) returns setof projects language sql stable as "
        "$$ select * from projects where name like '%' || text || '%' order by ordinal $$;"
    )
    script.append("analyze;")
    return "\n".join(script)


def _literal(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if value is None:
        return "null"
    return (
        str(value).lower()
        if isinstance(value, bool)
        else str(value)
        if isinstance(value, int)
        else "'" + value.replace("'", "''") + "'"
    )
