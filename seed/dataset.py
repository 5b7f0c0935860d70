"""The seed tables as one dataset of domain values: read, validated, turned into entities, cross-checked."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.dataset import Dataset, checked
from graph.errors import DatasetError
from graph.model import BudgetLine, Entity
from seed.editions import Editions
from seed.package import read_package
from seed.references import broken_references
from seed.rows.bodies import budget_units, departments, jurisdictions, offices, recipients
from seed.rows.budget_lines import budget_lines
from seed.rows.classifications import classifications
from seed.rows.documents import cited_rules, documents, glossary_terms, statements
from seed.rows.evaluations import evaluations
from seed.rows.indicators import indicators
from seed.rows.observations import observations
from seed.rows.places import Places
from seed.rows.projects import projects
from seed.rows.rubrics import criteria, score_items
from seed.table import Tables

PACKAGED = Path(__file__).parent
"""The folder of the Data Package that comes with the project."""


def load_dataset(folder: Path = PACKAGED) -> Dataset:
    """The dataset of the Data Package in `folder`; DatasetError naming everything that is wrong with it."""
    tables = read_package(folder)
    editions = Editions(tables["classifications"])
    problems = list(broken_references(tables, editions))
    if problems:
        raise DatasetError(problems)
    return checked(entities(tables, editions, list(budget_lines(tables, editions))))


def entities(tables: Tables, editions: Editions, lines: Sequence[BudgetLine]) -> Iterator[Entity]:
    """The entities that sound tables make, with the budget lines given."""
    places = Places(tables)
    items = list(score_items(tables, places))
    yield from jurisdictions(tables, places)
    yield from departments(tables, places)
    yield from budget_units(tables, places)
    yield from offices(tables, places)
    yield from recipients(tables, places)
    yield from classifications(tables, editions, lines)
    yield from projects(tables, editions, places)
    yield from indicators(tables, places)
    yield from evaluations(tables, places)
    yield from items
    yield from criteria(tables, items)
    yield from documents(tables)
    yield from statements(tables, places)
    yield from lines
    yield from observations(tables, editions, places)
    yield from glossary_terms(tables, places)
    yield from cited_rules(tables, places)
