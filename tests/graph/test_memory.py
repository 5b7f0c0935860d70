"""The memory engine: what only it has; what it answers stands in `test_engine`."""

from graph.dataset import Dataset
from graph.memory import MemoryEngine
from graph.selection import Selection
from graph.vocabulary import EntityKind
from tests.invented import DATASET, RELEASE


def test_a_dataset_need_not_name_the_kinds_that_it_has_nothing_of() -> None:
    engine = MemoryEngine(Dataset({}), RELEASE)
    assert engine.select(Selection(EntityKind.PROJECT, after=("x",))) == []
    assert engine.search("灯", None) == []
    assert engine.release is RELEASE


def test_its_networkx_graph_is_there_for_those_who_want_algorithms() -> None:
    assert MemoryEngine(DATASET, RELEASE).network.number_of_edges() == RELEASE.relation_count
