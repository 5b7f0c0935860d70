"""The questions in the words of peers that make their schema from a database; what they cannot be asked is left out.

They walk foreign keys, so the walk in depth has no interface and no links, and a search finds projects only.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from graph.identity import global_id
from tests.benchmarks.city import DEPARTMENT


class Asked(NamedTuple):
    """A query with its variables."""

    query: str
    variables: dict[str, Any]


_NAME = "港航设施维护项目042"
_ID = global_id(*DEPARTMENT)

POSTGRAPHILE: dict[str, str | Asked] = {
    "trivial": "{ __typename }",
    "one": Asked(
        "query One($name: String!) { projectByName(name: $name) { code name note ordinal kind"
        " indicatorsByProjectId { nodes { name level1 score } } } }",
        {"name": _NAME},
    ),
    "list": "{ allProjects(first: 100) { edges { node { code name note ordinal kind"
    " indicatorsByProjectId { nodes { name level1 score } } } } } }",
    "full": "{ allProjects(first: 100) { edges { node { name"
    " indicatorsByProjectId { nodes { name level1 level2 target actual weight score } }"
    " evaluationsByProjectId { nodes { fiscalYear score grade"
    " scoreItemsByEvaluationId { nodes { name weight score } } } } } } } }",
    "deep": Asked(
        "query Deep($id: String!) { departmentByRowId(rowId: $id) { __typename rowId name"
        " documentsByDepartmentId { nodes { title statementsByDocumentId { nodes { title"
        " budgetLinesByStatementId(first: 10) { edges { node { rowLabel amount codeByFunctionalId { name"
        " codeByParentId { name codeByParentId { name } } } } } } } } } } } }",
        {"id": _ID},
    ),
    "search": Asked(
        "query Search($text: String!) { searchProjects(text: $text, first: 20) { edges { node {"
        " __typename rowId label kind code } } } }",
        {"text": "维护项目04"},
    ),
    "aggregate": "{ allSums(first: 100) { edges { node { label amount linesCounted } } } }",
    "lines": Asked(
        "query Lines($first: Int!) { allBudgetLines(first: $first) { edges { node {"
        " rowId fiscalYear rowLabel columnLabel amount isTotal } } pageInfo { hasNextPage } } }",
        {"first": 1000},
    ),
}

DATASETTE: dict[str, str | Asked] = {
    "trivial": "{ __typename }",
    "one": f'{{ projects(filter: {{name: {{eq: "{_NAME}"}}}}) {{ nodes {{ code name note ordinal kind'
    " indicators_list { nodes { name level1 score } } } } }",
    "list": "{ projects(first: 100) { nodes { code name note ordinal kind"
    " indicators_list { nodes { name level1 score } } } } }",
    "full": "{ projects(first: 100) { nodes { name"
    " indicators_list { nodes { name level1 level2 target actual weight score } }"
    " evaluations_list { nodes { fiscal_year score grade score_items_list { nodes { name weight score } } } } } } }",
    "deep": f'{{ departments_row(id: "{_ID}") {{ __typename id name documents_list {{ nodes {{ title'
    " statements_list { nodes { title budget_lines_list(first: 10) { nodes { row_label amount"
    " functional_id { name parent_id { name parent_id { name } } } } } } } } } } }",
    "search": '{ projects(search: "维护项目04", first: 20) { nodes { __typename id label kind code } } }',
    "aggregate": "{ sums(first: 100) { nodes { label amount lines_counted } } }",
    "lines": "{ budget_lines(first: 1000) { nodes { id fiscal_year row_label column_label amount is_total } } }",
}


def bodies(dialect: Mapping[str, str | Asked]) -> dict[str, bytes]:
    """The body of a POST for each question."""
    made = {}
    for name, asked in dialect.items():
        query, variables = asked if isinstance(asked, Asked) else (asked, {})
        made[name] = orjson.dumps({"query": query, **({"variables": variables} if variables else {})})
    return made
