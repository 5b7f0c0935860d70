"""Which document a document is: two files are editions of one where publisher, kind, year and subject are the same."""

from typing import TypeAlias

from seed.ingest.document_rows import DocumentRows
from seed.ingest.names import department_core, printed_alike, project_core, unit_core

Identity: TypeAlias = tuple[str, ...]

_OF_SUBJECTS = frozenset({"PROJECT_EVALUATION"})
"""The kinds of which a publisher has several a year, one for each subject."""


def identity_of(document: DocumentRows) -> Identity:
    """What identifies a document in the published world, however its publisher's name is printed."""
    row = document.document
    publisher = next((each for each in document.of("departments") if each["key"] == row["publisher"]), None)
    code = publisher["jurisdiction"] if publisher else row["publisher"].partition("/")[0]
    territory = next((each["name"] for each in document.of("jurisdictions") if each["code"] == code), "")
    name = publisher["name"] if publisher else row["publisher"].partition("/")[2]
    unit = next((each["name"] for each in document.of("budget_units") if each["key"] == row["unit"]), row["unit"])
    return (
        code,
        department_core(name, territory),
        row["kind"],
        row["fiscal_year"],
        unit_core(unit, territory) if unit else "",
        *(_subjects(document, name, territory) if row["kind"] in _OF_SUBJECTS else ()),
    )


def _subjects(document: DocumentRows, department: str, territory: str) -> list[str]:
    """The projects that a report evaluates, by the form that their names share; its title where it scores none."""
    names = {row["key"]: row["name"] for row in document.of("projects")}
    subjects = {row["subject"] for row in document.of("evaluations") if row["subject_kind"] == "PROJECT"}
    if not subjects:
        return [printed_alike(document.document["title"])]
    return sorted({project_core(names.get(key, key), department, territory) for key in subjects})
