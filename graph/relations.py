"""The one registry of relations: which entities are linked, where the link is kept, how it is known, in words.

A relation is declared once. The networkx builder, both engines, the GraphQL `relations` field, the traversal
functions, the tables' link rows and the generated documentation read this registry; adding a relation is one
declaration here.

A link is kept by one of its ends, the `holder`, in the attribute `attribute`: as a key, a tuple of keys, a `Ref`, a
tuple of `Ref`s, or a tuple of values with a `target_key` and a basis of their own. `forward` says that the holder
is the source; otherwise it is the target (an indicator keeps its project, and the relation reads from project to
indicator).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graph.identity import Ref
from graph.model import Entity
from graph.values import SourceRef
from graph.vocabulary import Basis, EntityKind, RelationType


class Link(NamedTuple):
    """One end of a link as its holder knows it."""

    target: Ref
    basis: Basis
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A way in which two kinds of entity are linked."""

    name: str
    type: RelationType
    holder: EntityKind
    attribute: str
    others: tuple[EntityKind, ...]
    words: str
    forward: bool = True
    basis: Basis = Basis.PUBLISHED
    key: str = "target_key"

    def links(self, entity: Entity) -> Iterator[Link]:
        """The links that `entity`, of the holder's kind, keeps; in published order, each other end once."""
        held = getattr(entity, self.attribute)
        if held is None:
            return
        if isinstance(held, (str, Ref)):
            yield self._link(held)
            return
        seen: set[Ref] = set()
        for each in held:
            link = self._link(each)
            if link.target not in seen:
                seen.add(link.target)
                yield link

    def _link(self, held: object) -> Link:
        if isinstance(held, Ref):
            return Link(held, self.basis)
        if isinstance(held, str):
            return Link(Ref(self.others[0], held), self.basis)
        if isinstance(held, SourceRef):
            if held.statement_key is not None:
                return Link(Ref(EntityKind.STATEMENT, held.statement_key), self.basis)
            return Link(Ref(EntityKind.DOCUMENT, held.document_key), self.basis)
        target = Ref(self.others[0], getattr(held, self.key))
        return Link(target, getattr(held, "basis", self.basis), getattr(held, "note", None))

    @property
    def sources(self) -> tuple[EntityKind, ...]:
        """The kinds the relation starts from."""
        return (self.holder,) if self.forward else self.others

    @property
    def targets(self) -> tuple[EntityKind, ...]:
        """The kinds the relation leads to."""
        return self.others if self.forward else (self.holder,)


_DECLARED: list[Relation] = []


def _declare(  # noqa: PLR0913, PLR0917 - a declaration names everything there is to say
    name: str,
    relation_type: RelationType,
    holder: EntityKind,
    attribute: str,
    others: tuple[EntityKind, ...],
    words: str,
    *,
    forward: bool = True,
    basis: Basis = Basis.PUBLISHED,
    key: str = "target_key",
) -> Relation:
    relation = Relation(name, relation_type, holder, attribute, others, words, forward, basis, key)
    _DECLARED.append(relation)
    return relation


K, T = EntityKind, RelationType

DEPARTMENT_JURISDICTION = _declare(
    "department_jurisdiction", T.PART_OF, K.DEPARTMENT, "jurisdiction_key", (K.JURISDICTION,),
    "a department belongs to the jurisdiction whose congress votes its budget",
)  # fmt: skip
UNIT_DEPARTMENT = _declare(
    "unit_department", T.PART_OF, K.BUDGET_UNIT, "department_key", (K.DEPARTMENT,),
    "a budget unit belongs to its department",
)  # fmt: skip
OFFICE_DEPARTMENT = _declare(
    "office_department", T.PART_OF, K.OFFICE, "department_key", (K.DEPARTMENT,),
    "an internal office belongs to its department",
)  # fmt: skip
OFFICE_UNIT = _declare(
    "office_unit", T.PART_OF, K.OFFICE, "unit_key", (K.BUDGET_UNIT,),
    "an internal office belongs to the budget unit that publishes it",
)  # fmt: skip
CLASSIFICATION_PARENT = _declare(
    "classification_parent", T.PART_OF, K.CLASSIFICATION, "parent_key", (K.CLASSIFICATION,),
    "a code is part of the code above it: an item of its section, a section of its class", basis=Basis.DERIVED,
)  # fmt: skip
PROJECT_PARENT = _declare(
    "project_parent", T.PART_OF, K.PROJECT, "parent_key", (K.PROJECT,),
    "a project is part of the fund it is paid from",
)  # fmt: skip
CRITERION_PARENT = _declare(
    "criterion_parent", T.PART_OF, K.CRITERION, "parent_key", (K.CRITERION,),
    "a criterion is part of the criterion above it in the rubric",
)  # fmt: skip
PROJECT_DEPARTMENT = _declare(
    "project_department", T.MANAGED_BY, K.PROJECT, "department_key", (K.DEPARTMENT,),
    "a project is managed by the department that reports it",
)  # fmt: skip
PROJECT_UNIT = _declare(
    "project_unit", T.MANAGED_BY, K.PROJECT, "unit_key", (K.BUDGET_UNIT,),
    "a project is managed by the budget unit that spends it",
)  # fmt: skip
PROJECT_FUNDING = _declare(
    "project_funding", T.FUNDED_BY, K.PROJECT, "funding", (K.CLASSIFICATION,),
    "a project is paid from a functional code; how that is known is the link's basis, the reason its note",
)  # fmt: skip
LINE_FUNCTIONAL = _declare(
    "line_functional", T.CLASSIFIED_AS, K.BUDGET_LINE, "functional_key", (K.CLASSIFICATION,),
    "a budget line is classified by function",
)  # fmt: skip
LINE_DEPARTMENT_ECONOMIC = _declare(
    "line_department_economic", T.CLASSIFIED_AS, K.BUDGET_LINE, "department_economic_key", (K.CLASSIFICATION,),
    "a budget line is classified by department economic code",
)  # fmt: skip
LINE_GOVERNMENT_ECONOMIC = _declare(
    "line_government_economic", T.CLASSIFIED_AS, K.BUDGET_LINE, "government_economic_key", (K.CLASSIFICATION,),
    "a budget line is classified by government economic code",
)  # fmt: skip
LINE_PROCUREMENT = _declare(
    "line_procurement", T.CLASSIFIED_AS, K.BUDGET_LINE, "procurement_key", (K.CLASSIFICATION,),
    "a budget line is classified by the procurement catalogue",
)  # fmt: skip
LINE_FUND_SOURCE = _declare(
    "line_fund_source", T.CLASSIFIED_AS, K.BUDGET_LINE, "fund_source_key", (K.CLASSIFICATION,),
    "a budget line is classified by the fund that it is paid from",
)  # fmt: skip
LINE_REVENUE_SOURCE = _declare(
    "line_revenue_source", T.CLASSIFIED_AS, K.BUDGET_LINE, "revenue_source_key", (K.CLASSIFICATION,),
    "a budget line is classified by the source of the revenue",
)  # fmt: skip
INDICATOR_SUBJECT = _declare(
    "indicator_subject", T.HAS_INDICATOR, K.INDICATOR, "subject", (K.PROJECT, K.DEPARTMENT),
    "a project or a department has an indicator set for it in a year", forward=False,
)  # fmt: skip
EVALUATION_SUBJECT = _declare(
    "evaluation_subject", T.EVALUATES, K.EVALUATION, "subject", (K.PROJECT, K.DEPARTMENT),
    "an evaluation judges a project or a department",
)  # fmt: skip
SCORE_EVALUATION = _declare(
    "score_evaluation", T.HAS_SCORE, K.SCORE_ITEM, "evaluation_key", (K.EVALUATION,),
    "an evaluation has scored rows, in published order", forward=False,
)  # fmt: skip
SCORE_CRITERION = _declare(
    "score_criterion", T.SCORED_ON, K.SCORE_ITEM, "criterion_key", (K.CRITERION,),
    "a row is scored on a criterion that other evaluations may share",
)  # fmt: skip
PROJECT_RECIPIENT = _declare(
    "project_recipient", T.ALLOCATED_TO, K.PROJECT, "allocations", (K.RECIPIENT,),
    "money of a project is allocated to a recipient", key="recipient_key",
)  # fmt: skip
PROJECT_SUCCESSION = _declare(
    "project_succession", T.SUCCEEDS, K.PROJECT, "successions", (K.PROJECT,),
    "a project continues an earlier one under another name or code; the reason is the link's note",
)  # fmt: skip
CLASSIFICATION_MAPPING = _declare(
    "classification_mapping", T.MAPS_TO, K.CLASSIFICATION, "mappings", (K.CLASSIFICATION,),
    "a code corresponds to a code of another scheme or edition; the evidence is the link's note",
)  # fmt: skip
OBSERVATION_SUBJECT = _declare(
    "observation_subject", T.OBSERVED_OF, K.OBSERVATION, "subject",
    (K.DEPARTMENT, K.BUDGET_UNIT, K.PROJECT, K.RECIPIENT, K.EVALUATION, K.JURISDICTION, K.OFFICE),
    "an observation describes an entity",
)  # fmt: skip
OBSERVATION_CLASSIFICATION = _declare(
    "observation_classification", T.CLASSIFIED_AS, K.OBSERVATION, "classification_key", (K.CLASSIFICATION,),
    "an observation states a figure of a code",
)  # fmt: skip
FINDING_SUBJECT = _declare(
    "finding_subject", T.CONCERNS, K.FINDING, "subjects", tuple(k for k in K if k is not K.FINDING),
    "a finding concerns the entities whose figures it compares", basis=Basis.DERIVED,
)  # fmt: skip
INDICATOR_RULE = _declare(
    "indicator_rule", T.CITES, K.INDICATOR, "cited_rule_keys", (K.CITED_RULE,),
    "an indicator's target rests on a cited rule",
)  # fmt: skip
STATEMENT_DOCUMENT = _declare(
    "statement_document", T.REPORTED_IN, K.STATEMENT, "document_key", (K.DOCUMENT,),
    "a statement is printed in a document",
)  # fmt: skip
LINE_STATEMENT = _declare(
    "line_statement", T.REPORTED_IN, K.BUDGET_LINE, "statement_key", (K.STATEMENT,),
    "a budget line is a cell of a statement",
)  # fmt: skip
LINE_DEPARTMENT = _declare(
    "line_department", T.PART_OF, K.BUDGET_LINE, "department_key", (K.DEPARTMENT,),
    "a budget line is part of the budget of a department",
)  # fmt: skip
TERM_DOCUMENT = _declare(
    "term_document", T.REPORTED_IN, K.GLOSSARY_TERM, "occurrences", (K.DOCUMENT,),
    "a term is explained in a document", key="document_key",
)  # fmt: skip
DOCUMENT_PUBLISHER = _declare(
    "document_publisher", T.PART_OF, K.DOCUMENT, "publisher_key", (K.DEPARTMENT,),
    "a document is part of what a department has published",
)  # fmt: skip
REPORTED_KINDS = (
    K.JURISDICTION, K.DEPARTMENT, K.BUDGET_UNIT, K.OFFICE, K.RECIPIENT, K.PROJECT, K.INDICATOR, K.EVALUATION,
    K.SCORE_ITEM, K.CRITERION, K.OBSERVATION, K.CITED_RULE,
)  # fmt: skip
REPORTED_IN: dict[EntityKind, Relation] = {
    kind: _declare(
        f"{kind.value.lower()}_reported", T.REPORTED_IN, kind, "sources", (K.DOCUMENT, K.STATEMENT),
        f"{kind.value.lower().replace('_', ' ')}: the documents and statements that print it",
    )
    for kind in REPORTED_KINDS
}  # fmt: skip

RELATIONS: tuple[Relation, ...] = tuple(_DECLARED)
"""Every relation there is, in order of declaration."""


def relations_of(kind: EntityKind) -> tuple[Relation, ...]:
    """The relations in which entities of `kind` can stand, on either end."""
    return tuple(each for each in RELATIONS if kind in each.sources or kind in each.targets)
