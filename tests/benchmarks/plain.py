"""The city as plain data, for peers that know nothing of our domain: ids, words and keys of what belongs to what."""

from typing import Any

from graph.identity import global_id
from graph.memory import MemoryEngine
from graph.model import (
    BudgetLine,
    Classification,
    Document,
    Entity,
    Evaluation,
    Indicator,
    Project,
    ScoreItem,
    Statement,
)
from graph.money import AmountUnit
from graph.vocabulary import Direction, EntityKind
from tests.benchmarks import city

Record = dict[str, Any]


def records() -> list[Record]:
    """Every entity as a record with its own fields, and the ids of what it refers to under `...Id`."""
    return [{**_common(entity), **_own(entity)} for kind in EntityKind for entity in city.dataset().of(kind)]


def relations(engine: MemoryEngine) -> list[Record]:
    """The links of the department, in our order: the only ones that a question asks for."""
    [department] = engine.fetch([city.DEPARTMENT])
    assert department is not None
    [edges] = engine.edges([department], None, Direction.BOTH)
    return [{"fromId": department.id, "type": edge.type.value, "toId": edge.node.id} for edge in edges]


def _common(entity: Entity) -> Record:
    return {
        "id": entity.id, "kind": entity.kind.value, "label": entity.label, "typename": type(entity).__name__,
        "names": list(entity.names),
    }  # fmt: skip


def _own(entity: Entity) -> Record:  # noqa: PLR0911 - a record for each kind
    match entity:
        case Project():
            return _of(entity, "name", "code", "note", "ordinal")
        case Indicator():
            texts = {"target": _text(entity.target), "actual": _text(entity.actual)}
            owner = _id(EntityKind.PROJECT, entity.subject.key)
            return {**_of(entity, "name", "level1", "level2", "weight", "score"), **texts, "projectId": owner}
        case Evaluation():
            owner, document = _id(EntityKind.PROJECT, entity.subject.key), _id(EntityKind.DOCUMENT, entity.document_key)
            own = {**_of(entity, "score"), "fiscalYear": entity.fiscal_year, "grade": entity.grade}
            return {**own, "projectId": owner, "documentId": document}
        case ScoreItem():
            owner = _id(EntityKind.EVALUATION, entity.evaluation_key)
            return {**_of(entity, "name", "weight", "score"), "evaluationId": owner}
        case Document():
            return {**_of(entity, "title"), "departmentId": _id(EntityKind.DEPARTMENT, entity.publisher_key)}
        case Statement():
            return {**_of(entity, "title"), "documentId": _id(EntityKind.DOCUMENT, entity.document_key)}
        case Classification():
            above = entity.parent_key and _id(EntityKind.CLASSIFICATION, entity.parent_key)
            return {**_of(entity, "name", "code"), "parentId": above}
        case BudgetLine():
            return {
                "fiscalYear": entity.fiscal_year, "rowLabel": entity.row_label, "columnLabel": entity.column_label,
                "amount": format(entity.money.in_unit(AmountUnit.WAN_YUAN), "f"), "isTotal": entity.is_total,
                "functionalId": _id(EntityKind.CLASSIFICATION, entity.functional_key or ""),
                "statementId": _id(EntityKind.STATEMENT, entity.statement_key),
            }  # fmt: skip
        case _:
            return {"name": entity.label}


def _of(entity: Entity, *names: str) -> Record:
    held = {name: getattr(entity, name) for name in names}
    return {
        name: value if isinstance(value, (str, int, type(None))) else format(value, "f") for name, value in held.items()
    }


def _text(measure: Any) -> Record | None:  # noqa: ANN401 - a measure or none
    return None if measure is None else {"text": measure.text}


def _id(kind: EntityKind, key: str) -> str:
    return global_id(kind, key)
