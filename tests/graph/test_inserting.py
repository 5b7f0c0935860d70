"""Rows arrive in a table as they were given, whatever the driver makes of their values."""

from sqlalchemy import JSON, BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, select

from graph.database import Database
from graph.inserting import BATCH, batches, insert_rows

LANTERNS = Table(
    "lantern",
    MetaData(),
    Column("name", String, primary_key=True),
    Column("height", Integer),
    Column("lit", JSON(none_as_null=True)),
    Column("number", BigInteger),
    Column("image", LargeBinary),
)


Rows = list[tuple[object, ...]]


def lanterns(address: str, *inserted: Rows, columns: tuple[str, ...], known: bool = False) -> object:
    """The rows of the table after some were inserted, by name."""
    database = Database(address)
    with database.writing() as connection:
        LANTERNS.create(connection)
        for rows in inserted:
            insert_rows(connection, LANTERNS, columns, rows, unless_known=known)
        found = [tuple(row) for row in connection.execute(select(LANTERNS).order_by(LANTERNS.c.name))]
    database.close()
    return found


def test_columns_are_named_in_any_order_and_those_left_out_are_empty(address: str) -> None:
    rows: Rows = [(["夜", {"a": 1}], "青禾", -(2**63)), (None, "灯塔", None)]
    assert lanterns(address, rows, columns=("lit", "name", "number")) == [
        ("灯塔", None, None, None, None),
        ("青禾", None, ["夜", {"a": 1}], -(2**63), None),
    ]


def test_bytes_stay_bytes_and_text_may_hold_what_statements_are_written_with(address: str) -> None:
    rows: Rows = [("%s ? :name %(x)s 'a' \"b\"", b"\x00\xff")]
    assert lanterns(address, rows, columns=("name", "image")) == [(*rows[0][:1], None, None, None, b"\x00\xff")]


def test_more_rows_than_travel_at_once_all_arrive(address: str) -> None:
    rows: Rows = [(f"{number:06}", number) for number in range(BATCH + 1)]
    found = lanterns(address, rows, columns=("name", "height"))
    assert found == [(*row, None, None, None) for row in rows]


def test_no_rows_are_no_rows(address: str) -> None:
    assert lanterns(address, [], columns=("name",)) == []


def test_a_row_that_is_known_stays_as_it_is(address: str) -> None:
    found = lanterns(address, [("a", 1)], [("a", 2), ("b", 3)], columns=("name", "height"), known=True)
    assert found == [("a", 1, None, None, None), ("b", 3, None, None, None)]


def test_batches_are_as_long_as_asked_but_for_the_last() -> None:
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches((), 2)) == []
