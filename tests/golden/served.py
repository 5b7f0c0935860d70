"""The whole graph as the API serves it: every list walked to its end, page by page, as any client would."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Entity = dict[str, Any]
Ask = Callable[[str, dict[str, Any]], dict[str, Any]]
"""Asks a query with its variables; the `data` of the answer."""

_SOURCES = "sources { locator line document { key } }"
_MEASURE = "{ comparison value unit text }"

LISTS = {
    "observations": f"""name measure fiscalYear comparedWith value text unit ambiguous
        subject {{ id }} {_SOURCES}""",
    "evaluations": f"""id fiscalYear evaluationKind score fullScore grade usingUnit ordinal ambiguous {_SOURCES}
        document {{ key }} subject {{ ... on Project {{ id name }} ... on Department {{ id name }} }}
        gradeBands {{ grade from to fromInclusive toInclusive {_SOURCES} }}
        deductions {{ criterion amount {_SOURCES} }}
        scoreItems {{ fiscalYear weight score rate benchmark level4 ambiguous criterion {{ path }} {_SOURCES} }}""",
    "indicators": f"""name fiscalYear ordinal level1 level2 weight score ambiguous {_SOURCES}
        target {_MEASURE} originalTarget {_MEASURE} actual {_MEASURE}
        subject {{ ... on Project {{ name }} ... on Department {{ name }} }}""",
    "projects": f"""id code name aliases ordinal unit {{ code }} parent {{ name }} {_SOURCES}
        budgets {{ fiscalYear approved adjusted executed fiscalFunds publishedRate {_SOURCES} }}
        paymentPlan {{ fiscalYear amount ambiguous {_SOURCES} }}
        beneficiaries {{ fiscalYear ordinal adjusted executed publishedRate recipient {{ name aliases }}
            {_SOURCES} }}""",
    "offices": f"name ordinal externalNames unit {{ name }} department {{ name }} {_SOURCES}",
    "departments": f"id name aliases jurisdiction {{ name }} {_SOURCES}",
    "glossary": f"term occurrences {{ ordinal document {{ key }} }} {_SOURCES}",
    "citedRules": f"title number {_SOURCES}",
    "budgetLines": "rowCode rowLabel columnLabel amount statement { number document { key } }",
}


@dataclass(frozen=True, slots=True)
class Served:
    """Everything the API lists, by the name of the list."""

    lists: dict[str, list[Entity]]

    def __getitem__(self, name: str) -> list[Entity]:
        return self.lists[name]


def served_by(ask: Ask) -> Served:
    """All lists, each walked by its cursors."""
    return Served({name: list(_walked(name, fields, ask)) for name, fields in LISTS.items()})


def _walked(name: str, fields: str, ask: Ask) -> Iterator[Entity]:
    query = (
        f"query Walk($after: String) {{ page: {name}(first: 500, after: $after) "
        f"{{ pageInfo {{ hasNextPage endCursor }} edges {{ node {{ {fields} }} }} }} }}"
    )
    after = None
    while True:
        page = ask(query, {"after": after})["page"]
        yield from (edge["node"] for edge in page["edges"])
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]
