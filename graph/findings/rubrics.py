"""Evaluations as rules read them: each with its rows as a tree, its project, and everything recomputed once."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from weakref import WeakKeyDictionary

from graph.findings.facts import Facts
from graph.model import Evaluation, FindingTerm, Indicator, ScoreItem
from graph.scoring.evaluation import Rescored, rescored
from graph.scoring.rubric import Node, tree
from graph.vocabulary import Basis

POINTS = "分"
STEP = Decimal("0.01")
"""Scores are published with two decimals."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """An evaluation, its rows in published order and as a tree, and what they should have scored."""

    evaluation: Evaluation
    items: tuple[ScoreItem, ...]
    tops: tuple[Node, ...]
    rescored: Rescored

    @property
    def nodes(self) -> Iterator[Node]:
        """Every row with the rows below it, parents first."""
        waiting = list(reversed(self.tops))
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    @property
    def is_partial(self) -> bool:
        """Whether rows are missing: its reader says so, or points and weights are short of what is printed for all."""
        whole = self.evaluation
        return whole.ambiguous or any(
            rows_are_missing(whole.full_score, whole.score, nodes) for nodes in (self.tops, self.leaves)
        )

    @property
    def leaves(self) -> tuple[Node, ...]:
        """The rows at the bottom."""
        return tuple(leaf for top in self.tops for leaf in top.leaves)


_KNOWN: WeakKeyDictionary[Facts, tuple[Rubric, ...]] = WeakKeyDictionary()


def rubrics(facts: Facts) -> tuple[Rubric, ...]:
    """Every evaluation of a dataset with its rows; computed once for all rules."""
    found = _KNOWN.get(facts)
    if found is None:
        found = _KNOWN[facts] = tuple(_rubric(facts, each) for each in facts.of(Evaluation))
    return found


def _rubric(facts: Facts, evaluation: Evaluation) -> Rubric:
    items = tuple(facts.grouped(ScoreItem, "evaluation_key").get((evaluation.key,), ()))
    indicators = facts.grouped(Indicator, "subject").get((evaluation.subject,), ())
    result = rescored(evaluation, items, facts.get(evaluation.subject), indicators)
    return Rubric(evaluation, items, tree(items), result)


def printed(nodes: tuple[Node, ...]) -> list[ScoreItem] | None:
    """The rows whose printed scores make up the scores of `nodes`; None where one of them has no score at all."""
    found: list[ScoreItem] = []
    for node in nodes:
        if node.item.score is not None and node.item.score_basis is Basis.PUBLISHED:
            found.append(node.item)
            continue
        below = printed(node.children) if node.children else None
        if below is None:
            return None
        found += below
    return found


def weight_of(node: Node) -> Decimal | None:
    """A row's weight: the printed one, else that of the rows below; None where it is not known."""
    if node.item.weight is not None:
        return node.item.weight
    below = [weight_of(child) for child in node.children]
    known = [weight for weight in below if weight is not None]
    return sum(known, Decimal(0)) if below and len(known) == len(below) else None


def rows_are_missing(weight: Decimal | None, score: Decimal | None, nodes: tuple[Node, ...]) -> bool:
    """Whether rows that are not there explain why weights and scores of `nodes` are less than those of the whole.

    A rubric that was read only in part lacks both: the weights of some rows, and no more points than these allow. Where
    scores add up and weights do not, or the other way round, no row is missing, but a figure is wrong.
    """
    if weight is None or score is None or not nodes:
        return False
    weights = [weight_of(node) for node in nodes]
    scores = [item.score for item in printed(nodes) or () if item.score is not None]
    without_weight = weight - sum((each for each in weights if each is not None), Decimal(0))
    without_score = score - sum(scores, Decimal(0))
    return None not in weights and bool(scores) and 0 < without_score <= without_weight


def score_terms(items: list[ScoreItem]) -> tuple[FindingTerm, ...]:
    """The rows' scores as terms of a computation."""
    return tuple(
        FindingTerm(label=item.name, value=item.score, ref=item.ref) for item in items if item.score is not None
    )


def added(values: list[Decimal]) -> str:
    """A sum as a computation: `1+1+0.5=2.5`."""
    return f"{'+'.join(f'{value:f}' for value in values)}={sum(values, Decimal(0)):f}"
