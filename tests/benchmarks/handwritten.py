"""The limit: a hand-written Starlette handler that gives the same bytes from the same objects, with orjson.

What somebody writes who knows the eight questions in advance and nothing else: a function for each, over indexes
made when it starts. Where an answer has to be worked out (a search, a sum) it calls the same function as we do.
"""

from collections.abc import Callable
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph.model import BudgetLine, Document, Indicator, Project
from graph.money import AmountUnit
from graph.relations import (
    CLASSIFICATION_PARENT,
    DOCUMENT_PUBLISHER,
    EVALUATION_SUBJECT,
    INDICATOR_SUBJECT,
    LINE_FUNCTIONAL,
    LINE_STATEMENT,
    SCORE_EVALUATION,
    STATEMENT_DOCUMENT,
)
from graph.rollup.aggregate import aggregate as rolled_up
from graph.rollup.request import Dimension
from graph.selection import Condition, Operator, Selection
from graph.vocabulary import Direction, EntityKind, Phase
from resolvers.aggregates import _page, request_of
from tests.benchmarks import city
from tests.benchmarks.questions import QUESTIONS

Shown = dict[str, Any]
ENGINE = city.engine()
PROJECTS: list[Any] = ENGINE.select(Selection(EntityKind.PROJECT))
BY_NAME = {each.name: each for each in PROJECTS}
LINES: list[Any] = ENGINE.select(Selection(EntityKind.BUDGET_LINE))


def _many(relation: Any, parents: list[Any], *, inward: bool) -> dict[str, list[Any]]:  # noqa: ANN401 - a relation
    found = ENGINE.expand(relation, parents, inward=inward)
    return {parent.key: below for parent, below in zip(parents, found, strict=True)}


INDICATORS = _many(INDICATOR_SUBJECT, PROJECTS, inward=False)
EVALUATIONS = _many(EVALUATION_SUBJECT, PROJECTS, inward=True)
ITEMS = _many(SCORE_EVALUATION, [each for found in EVALUATIONS.values() for each in found], inward=False)
DOCUMENTS: dict[str, Any] = {each.key: each for each in ENGINE.select(Selection(EntityKind.DOCUMENT))}
STATEMENTS = _many(STATEMENT_DOCUMENT, list(DOCUMENTS.values()), inward=True)
LINES_OF = _many(LINE_STATEMENT, [each for found in STATEMENTS.values() for each in found], inward=True)
PUBLISHED = _many(DOCUMENT_PUBLISHER, ENGINE.fetch([city.DEPARTMENT]), inward=True)
CODES = _many(LINE_FUNCTIONAL, LINES, inward=False)
ABOVE = _many(CLASSIFICATION_PARENT, ENGINE.select(Selection(EntityKind.CLASSIFICATION)), inward=False)
DEPARTMENT: Any = ENGINE.fetch([city.DEPARTMENT])[0]
[EDGES] = ENGINE.edges([DEPARTMENT], None, Direction.BOTH)


def _trivial(_: Shown) -> Shown:
    return {"__typename": "Query"}


def _one(variables: Shown) -> Shown:
    found = BY_NAME.get(variables["name"])
    return {"project": _project(found) if found else None}


def _list(_: Shown) -> Shown:
    return {"projects": {"edges": [{"node": _project(each)} for each in PROJECTS[:100]]}}


def _project(project: Project) -> Shown:
    return {
        "code": project.code,
        "name": project.name,
        "note": project.note,
        "ordinal": project.ordinal,
        "kind": project.kind,
        "indicators": [
            {"name": each.name, "level1": each.level1, "score": format(each.score, "f")}
            for each in INDICATORS[project.key]
        ],
    }


def _full(_: Shown) -> Shown:
    return {"projects": {"edges": [{"node": _whole(each)} for each in PROJECTS[:100]]}}


def _whole(project: Project) -> Shown:
    return {
        "name": project.name,
        "indicators": [
            {
                "name": each.name,
                "level1": each.level1,
                "level2": each.level2,
                "target": {"text": each.target.text},
                "actual": {"text": each.actual.text},
                "weight": format(each.weight, "f"),
                "score": format(each.score, "f"),
            }
            for each in INDICATORS[project.key]
        ],
        "evaluations": [
            {
                "fiscalYear": each.fiscal_year,
                "score": format(each.score, "f"),
                "grade": each.grade,
                "scoreItems": [
                    {"name": item.name, "weight": format(item.weight, "f"), "score": format(item.score, "f")}
                    for item in ITEMS[each.key]
                ],
            }
            for each in EVALUATIONS[project.key]
        ],
    }


def _deep(variables: Shown) -> Shown:
    department = DEPARTMENT
    assert department.id == variables["id"]
    return {
        "node": {
            "__typename": "Department",
            "id": department.id,
            "name": department.label,
            "documents": [
                {
                    "title": document.title,
                    "statements": [
                        {
                            "title": statement.title,
                            "budgetLines": {
                                "edges": [{"node": _line_in_depth(e)} for e in LINES_OF[statement.key][:10]]
                            },
                        }
                        for statement in STATEMENTS[document.key]
                    ],
                }
                for document in PUBLISHED[department.key]
            ],
            "relations": {"edges": [{"type": edge.type, "node": _related(edge.node)} for edge in EDGES[:20]]},
        }
    }


def _line_in_depth(line: BudgetLine) -> Shown:
    [code] = CODES[line.key]
    [above] = ABOVE[code.key]
    [class_] = ABOVE[above.key]
    functional = {"name": code.name, "parent": {"name": above.name, "parent": {"name": class_.name}}}
    return {"rowLabel": line.row_label, "amount": _amount(line), "functional": functional}


def _related(entity: Any) -> Shown:  # noqa: ANN401 - any entity
    shown = {"__typename": type(entity).__name__, "label": entity.label, "kind": entity.kind}
    if isinstance(entity, Project):
        shown["code"] = entity.code
        shown["evaluations"] = [
            {"score": format(each.score, "f"), "document": {"title": DOCUMENTS[each.document_key].title}}
            for each in EVALUATIONS[entity.key]
        ]
    elif isinstance(entity, Document):
        shown["title"] = entity.title
    return shown


def _search(variables: Shown) -> Shown:
    hits = ENGINE.search(variables["text"], None)[:20]
    return {"search": {"edges": [{"score": hit.score, "node": _hit(hit.node)} for hit in hits]}}


def _hit(entity: Any) -> Shown:  # noqa: ANN401 - any entity
    shown = {"__typename": type(entity).__name__, "id": entity.id, "label": entity.label, "kind": entity.kind}
    if isinstance(entity, Project):
        shown["code"] = entity.code
    elif isinstance(entity, Indicator):
        shown["score"] = format(entity.score, "f") if entity.score is not None else None
    return shown


def _aggregate(_: Shown) -> Shown:
    request = request_of([Dimension.FISCAL_YEAR, Dimension.FUNCTIONAL], functional_level=1)
    rollup = rolled_up(ENGINE, [Condition("phase", Operator.EQ, Phase.EXECUTED)], request)
    page: Any = _page(ENGINE, rollup, request, 100, None)
    groups = [edge.node for edge in page.edges]
    return {
        "aggregate": {
            "edges": [
                {
                    "node": {
                        "label": each.label,
                        "amount": format(each.group.money.in_unit(AmountUnit.WAN_YUAN), "f"),
                        "linesCounted": each.line_count,
                    }
                }
                for each in groups
            ]
        }
    }


def _lines(variables: Shown) -> Shown:
    first = variables["first"]
    edges = [
        {
            "node": {
                "id": each.id,
                "fiscalYear": each.fiscal_year,
                "rowLabel": each.row_label,
                "columnLabel": each.column_label,
                "amount": _amount(each),
                "isTotal": each.is_total,
            }
        }
        for each in LINES[:first]
    ]
    return {"budgetLines": {"edges": edges, "pageInfo": {"hasNextPage": len(LINES) > first}}}


def _amount(line: BudgetLine) -> str:
    return format(line.money.in_unit(AmountUnit.WAN_YUAN), "f")


_ANSWERS: dict[str, Callable[[Shown], Shown]] = {
    "trivial": _trivial, "one": _one, "list": _list, "full": _full,
    "deep": _deep, "search": _search, "aggregate": _aggregate, "lines": _lines,
}  # fmt: skip
_BY_QUERY = {question.query: _ANSWERS[question.name] for question in QUESTIONS}


async def _answer(request: Request) -> Response:
    asked = orjson.loads(await request.body())
    data = _BY_QUERY[asked["query"]](asked.get("variables", {}))
    return Response(orjson.dumps({"data": data}), media_type="application/json")


app = Starlette(routes=[Route("/graphql", _answer, methods=["POST"])])
