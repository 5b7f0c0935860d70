"""A finding says what is published, what is expected, how that is computed, and where every term is printed."""

from decimal import Decimal

from graph.findings.contradiction import Contradiction
from graph.findings.facts import Facts
from graph.findings.wording import finding_of, places
from graph.identity import Ref
from graph.model import Evaluation, FindingTerm
from graph.values import SourceRef
from graph.vocabulary import EntityKind, EvaluationKind, Severity, StatementKind
from tests.graph.findings.paper import ACCOUNTS, BUDGET, dataset, project, statement, told

CELL = Ref(EntityKind.BUDGET_LINE, "accounts/03/1/1")
TOLD = told("本年支出合计", "amount", "9.00", line=7)
PAPER = statement(3, StatementKind.EXPENDITURE, ("合计",), [("合计", ("10.00",))])


def contradiction(**more: object) -> Contradiction:
    parts: dict[str, object] = {
        "what": "the total", "subjects": (CELL,), "published": Decimal("10.00"), "expected": Decimal("9.00"),
        "unit": "万元", "computation": "4.00+5.00=9.00",
        "terms": (FindingTerm(label="x", value=Decimal(9), ref=TOLD.ref),),
    }  # fmt: skip
    return Contradiction(**{**parts, **more})  # type: ignore[arg-type]


def test_the_message_tells_all_of_it() -> None:
    finding = finding_of("total", contradiction(), Facts(dataset(PAPER, TOLD)))
    assert finding.message == (
        "the total; published 10.00 万元; expected 9.00 万元 (4.00+5.00=9.00); "
        "printed in accounts 公开03表 row/column 1/1, line 301; accounts 情况说明 line 7"
    )
    assert (finding.key, finding.severity) == ("total/budget_line/accounts/03/1/1", Severity.MAJOR)
    assert (finding.document_keys, len(finding.sources)) == ((ACCOUNTS,), 2)
    assert str(finding.difference) == "1.00"


def test_words_stand_in_for_figures_and_an_aspect_tells_two_findings_apart() -> None:
    words = contradiction(
        published=None,
        expected=None,
        published_text="四次",
        expected_text="五次",
        computation=None,
        aspect="a",
        unit=None,
    )
    finding = finding_of("total", words, Facts(dataset(PAPER, TOLD)))
    assert finding.message.startswith("the total; published 四次; expected 五次; printed in ")
    assert (finding.key, finding.severity) == ("total/budget_line/accounts/03/1/1/a", Severity.MINOR)


def test_what_is_mentioned_in_many_places_is_placed_by_the_contradiction_or_by_its_document() -> None:
    here = SourceRef(document_key=BUDGET, locator="预算", page=4)
    found = finding_of(
        "it", contradiction(subjects=(project().ref,), terms=(), places=(here,)), Facts(dataset(project()))
    )
    assert found.sources == (here,)
    mentioned = finding_of("it", contradiction(subjects=(project().ref,), terms=()), Facts(dataset(project())))
    assert mentioned.sources == project().sources
    sources = (SourceRef(document_key=BUDGET, line=1), SourceRef(document_key=ACCOUNTS, line=2))
    evaluation = Evaluation(
        key="e", sources=sources, fiscal_year=2022, evaluation_kind=EvaluationKind.SELF, subject=project().ref,
        subject_name="p", score=Decimal(9), full_score=Decimal(10), document_key=ACCOUNTS,
    )  # fmt: skip
    judged = finding_of("it", contradiction(subjects=(evaluation.ref,), terms=()), Facts(dataset(evaluation)))
    assert judged.document_keys == (ACCOUNTS,)


def test_many_places_are_counted_and_not_listed() -> None:
    many = [SourceRef(document_key=f"d{number}", locator="表", page=1) for number in range(10)]
    assert places(many).endswith("d7 表 page 1; 2 more places")
    assert places([]) == ""
