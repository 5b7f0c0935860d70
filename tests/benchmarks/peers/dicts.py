"""The city as linked dicts with the functions that answer the root's fields: what graphql-core and Ariadne serve.

Knows nothing of our rooms beyond the file of plain data, so that it runs in an environment of its own.
"""

import json
import os
from collections import defaultdict
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLSchema, build_schema

Record = dict[str, Any]
SDL = Path(__file__).with_name("city.graphql").read_text("utf-8")


class City:
    """Linked records; lists that are paged are functions of `first`."""

    def __init__(self, plain: Record) -> None:
        self.by_id: dict[str, Record] = {each["id"]: each for each in plain["records"]}
        self.of_kind: defaultdict[str, list[Record]] = defaultdict(list)
        for each in plain["records"]:
            self.of_kind[each["kind"]].append(each)
            each["indicators"], each["evaluations"], each["scoreItems"] = [], [], []
            each["documents"], each["statements"], each["lines"], each["links"] = [], [], [], []
            each["relations"] = partial(_page, each["links"])
            each["budgetLines"] = partial(_page, each["lines"])
        self._link("INDICATOR", "projectId", "indicators")
        self._link("EVALUATION", "projectId", "evaluations")
        self._link("SCORE_ITEM", "evaluationId", "scoreItems")
        self._link("DOCUMENT", "departmentId", "documents")
        self._link("STATEMENT", "documentId", "statements")
        self._link("BUDGET_LINE", "statementId", "lines", wrapped=True)
        for each in plain["records"]:
            for name, key in (("document", "documentId"), ("functional", "functionalId"), ("parent", "parentId")):
                each[name] = self.by_id.get(each.get(key) or "")
        for link in plain["relations"]:
            edge = {"type": link["type"], "node": self.by_id[link["toId"]]}
            self.by_id[link["fromId"]]["links"].append(edge)
        self.projects = [{"node": each} for each in self.of_kind["PROJECT"]]
        self.lines = [{"node": each} for each in self.of_kind["BUDGET_LINE"]]
        self.by_name = {each["name"]: each for each in self.of_kind["PROJECT"]}
        self.names = [
            (name, each) for each in plain["records"] if each["kind"] != "BUDGET_LINE" for name in each["names"]
        ]

    def _link(self, kind: str, key: str, name: str, *, wrapped: bool = False) -> None:
        for each in self.of_kind[kind]:
            self.by_id[each[key]][name].append({"node": each} if wrapped else each)

    def search(self, text: str, first: int) -> Record:
        """Names that contain the text: less than our search does."""
        found = {each["id"]: each for name, each in self.names if text in name}
        return {"edges": [{"score": 0.9, "node": each} for each in list(found.values())[:first]]}

    def aggregate(self) -> Record:
        """Sums of leaves by year and class, added up as they are: nothing is proved."""
        sums: defaultdict[str, list[Any]] = defaultdict(lambda: [Decimal(0), 0])
        for each in self.of_kind["BUDGET_LINE"]:
            if not each["isTotal"]:
                group = sums[f"{each['fiscalYear']} · {each['functional']['parent']['parent']['name']}"]
                group[0] += Decimal(each["amount"])
                group[1] += 1
        shown = [{"label": k, "amount": str(v[0]), "linesCounted": v[1]} for k, v in sorted(sums.items())]
        return {"edges": [{"node": each} for each in shown]}


def _page(edges: list[Record], _info: object = None, first: int | None = None) -> Record:
    return {"edges": edges[:first], "pageInfo": {"hasNextPage": first is not None and len(edges) > first}}


def load() -> City:
    """The city of the file that BENCH_DATA names."""
    return City(json.loads(Path(os.environ["BENCH_DATA"]).read_text("utf-8")))


def roots(city: City) -> Record:
    """The functions that answer the fields of the root."""
    return {
        "node": lambda _, __, id: city.by_id.get(id),  # noqa: A006 - the argument's name
        "project": lambda _, __, name: city.by_name.get(name),
        "projects": lambda _, __, first: _page(city.projects, None, first),
        "budgetLines": lambda _, __, first: _page(city.lines, None, first),
        "search": lambda _, __, text, first: city.search(text, first),
        "aggregate": lambda _, __, **___: city.aggregate(),
    }


def schema() -> GraphQLSchema:
    """The schema for graphql-core alone."""
    made = build_schema(SDL, assume_valid=True)
    assert made.query_type is not None
    for name, answer in roots(load()).items():
        made.query_type.fields[name].resolve = answer
    entity = made.type_map["Entity"]
    assert isinstance(entity, GraphQLInterfaceType)
    entity.resolve_type = lambda held, _, __: held["typename"]
    return made
