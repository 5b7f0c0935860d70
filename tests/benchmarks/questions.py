"""What every server is asked."""

from dataclasses import dataclass, field
from typing import Any

import orjson

from graph.identity import global_id
from tests.benchmarks.city import DEPARTMENT


@dataclass(frozen=True)
class Question:
    """A query: its name in the tables, what it stands for, and its text for our schema and for those like it."""

    name: str
    words: str
    query: str
    variables: dict[str, Any] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """The body of a POST."""
        return orjson.dumps({"query": self.query, **({"variables": self.variables} if self.variables else {})})


_OF_INDICATORS = "indicators { name level1 score }"

QUESTIONS = (
    Question("trivial", "`{__typename}`", "{__typename}"),
    Question(
        "one",
        "one project with its ten indicators, two levels, 35 values",
        f"query One($name: String!) {{ project(name: $name) {{ code name note ordinal kind {_OF_INDICATORS} }} }}",
        {"name": "港航设施维护项目042"},
    ),
    Question(
        "list",
        "100 projects with ten indicators each, three levels, 3,500 values",
        f"{{ projects(first: 100) {{ edges {{ node {{ code name note ordinal kind {_OF_INDICATORS} }} }} }} }}",
    ),
    Question(
        "full",
        "100 projects with indicators, evaluations and scored rows, 10,400 values",
        "{ projects(first: 100) { edges { node { name"
        " indicators { name level1 level2 target { text } actual { text } weight score }"
        " evaluations { fiscalYear score grade scoreItems { name weight score } } } } } }",
    ),
    Question(
        "deep",
        "a walk of nine levels from a department down to the class of a code, with interfaces",
        "query Deep($id: ID!) { node(id: $id) { __typename id ... on Department { name documents { title statements {"
        " title budgetLines(first: 10) { edges { node { rowLabel amount functional { name parent { name"
        " parent { name } } } } } } } }"
        " relations(first: 20) { edges { type node { __typename label kind"
        " ... on Project { code evaluations { score document { title } } } ... on Document { title } } } } } } }",
        {"id": global_id(*DEPARTMENT)},
    ),
    Question(
        "search",
        "a search by name, 20 entities of several types",
        "query Search($text: String!) { search(text: $text, first: 20) { edges { score node {"
        " __typename id label kind ... on Project { code } ... on Indicator { score } } } } }",
        {"text": "维护项目04"},
    ),
    Question(
        "aggregate",
        "sums of 1,600 lines by year and class",
        "{ aggregate(groupBy: [FISCAL_YEAR, FUNCTIONAL], functionalLevel: 1, phase: EXECUTED, first: 100)"
        " { edges { node { label amount linesCounted } } } }",
    ),
    Question(
        "lines",
        "a page of 1,000 budget lines, 6,000 values",
        "query Lines($first: Int!) { budgetLines(first: $first) { edges { node {"
        " id fiscalYear rowLabel columnLabel amount isTotal } } pageInfo { hasNextPage } } }",
        {"first": 1000},
    ),
)
"""The eight questions; the second and third are those that the aims are written in."""
