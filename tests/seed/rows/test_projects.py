"""Projects of the dataset: which years they are of."""

from graph.model import Project
from graph.vocabulary import EntityKind
from seed.dataset import load_dataset


def test_every_project_has_the_years_of_its_figures_or_else_of_the_document_that_names_it() -> None:
    projects = load_dataset().of(EntityKind.PROJECT)
    years = {each.name: each.fiscal_years for each in projects if isinstance(each, Project)}
    assert [name for name, found in years.items() if not found] == []
    assert years["联检楼项目"] == (2021,), "named in the evaluation of 2021, without money, target or score"
