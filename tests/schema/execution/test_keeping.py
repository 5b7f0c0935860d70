"""What is kept takes the memory that it is counted with."""

import gc
import tracemalloc

import orjson
import pytest

from graph.memory import MemoryEngine
from schema.build import build_schema
from schema.execution.compiled import Compiled
from schema.execution.documents import Documents
from schema.execution.keeping import exact
from schema.limits import Limits
from tests.invented import DATASET, RELEASE

SCHEMA = build_schema()
ENGINE = MemoryEngine(DATASET, RELEASE)


@pytest.mark.parametrize("size", [0, 10, 5_000, 100_000])
def test_kept_json_holds_no_more_than_its_bytes(size: int) -> None:
    written = orjson.dumps("x" * size)
    tracemalloc.start()
    kept = exact(written)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept == written
    assert held < len(written) + 200


def test_entities_that_are_kept_hold_little_more_than_is_counted() -> None:
    bound = 500_000
    documents, compiled = Documents(SCHEMA, Limits(), most_entries=1), Compiled(SCHEMA, fragment_bytes=bound)
    tracemalloc.start()
    for number in range(100):
        text = f"{{ budgetLines(first: 40) {{ edges {{ node {{ rowLabel a{number}: columnLabel }} }} }} }}"
        operation = documents.validated(documents.parsed(text)).operation(None)
        assert compiled.data(operation, {}, ENGINE) is not None
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    kept = compiled._fragments.of(ENGINE)
    assert kept is not None
    assert bound / 2 < kept.size <= bound
    assert held < 4 * bound
