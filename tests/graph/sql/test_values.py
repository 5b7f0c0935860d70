"""Many values as one parameter, of which an index makes use."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url, select, text
from sqlalchemy.engine import Dialect

from graph.database import Database
from graph.sql.links import seen_from
from graph.sql.values import among_texts, among_wholes, packed
from graph.tables import ENTITY_TABLES
from graph.vocabulary import EntityKind

POSTGRESQL, SQLITE = (make_url(url).get_dialect()() for url in ("postgresql+psycopg://", "sqlite://"))
LINES = ENTITY_TABLES[EntityKind.BUDGET_LINE]


def written(dialect: Dialect) -> list[str]:
    asked = among_texts(LINES.c.key, ["a", "b"]), among_wholes(LINES.c.fiscal_year, [2022])
    return [str(select(LINES.c.key).where(each).compile(dialect=dialect)).partition("WHERE ")[2] for each in asked]


def test_however_many_values_there_are_they_are_one_parameter() -> None:
    for dialect, mark in ((SQLITE, "?"), (POSTGRESQL, "%(")):
        assert [each.count(mark) for each in written(dialect)] == [1, 1]


def test_a_truth_is_not_compared_with_1_which_no_index_could_help_with() -> None:
    assert [each[-2:] for each in written(SQLITE)] == ["))", "))"]


def test_some_keys_are_found_by_an_index(tmp_path: Path) -> None:
    with closing(Database(f"sqlite:///{tmp_path}/store.db")) as database, database.reading() as connection:
        query = select(LINES.c.row_label)
        asked = query.where(among_texts(LINES.c.key, ["a"])).compile(connection, compile_kwargs={"literal_binds": True})
        [plan, *_] = connection.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
        assert "USING INDEX" in plan[-1]
        assert seen_from(connection, 1, [], None) == []


def test_what_no_database_can_hold_does_not_travel() -> None:
    assert packed(["a", "NUL \0", "half \ud800", "灯"]) == '["a","灯"]'
