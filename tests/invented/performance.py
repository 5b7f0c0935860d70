"""What a lighthouse authority set out to do and how it was judged: indicators, evaluations, scores, a finding."""

from collections.abc import Iterator
from decimal import Decimal

from graph.identity import Ref
from graph.model import Criterion, Entity, Evaluation, Finding, FindingTerm, Indicator, ScoreItem
from graph.values import Deduction, GradeBand, Measure
from graph.vocabulary import Comparison, EvaluationKind, Grade, ScoringRule, Severity
from tests.invented.keys import Keys, on_line

BANDS = (
    (Grade.EXCELLENT, "90", "100"),
    (Grade.GOOD, "80", "90"),
    (Grade.FAIR, "60", "80"),
    (Grade.POOR, "0", "60"),
)

# criterion, weight, score: parents before their children
SELF_2022 = (
    ("决策", "20", "20"),
    ("过程", "30", "30"),
    ("产出", "50", "46"),
    ("产出 > 更换灯具", "30", "30"),
    ("产出 > 灯具完好率", "20", "16"),
)
DEPARTMENT_2022 = (
    ("决策", "20", "18"),
    ("决策 > 项目立项", "10", "10"),
    ("决策 > 绩效目标", "10", "8"),
    ("过程", "30", "30"),
    ("产出", "50", "42"),
)
DEPARTMENT_2021 = (
    ("决策", "20", "15"),
    ("过程", "30", "30"),
    ("产出", "50", "40"),
)
RUBRICS = (SELF_2022, DEPARTMENT_2022, DEPARTMENT_2021)

_SEPARATOR = " > "


def criteria(keys: Keys) -> Iterator[Criterion]:
    """The criteria that the evaluations of every authority share, printed by one of them."""
    for path in dict.fromkeys(path for rubric in RUBRICS for path, _, _ in rubric):
        above, _, name = path.rpartition(_SEPARATOR)
        yield Criterion(
            key=path,
            sources=on_line(keys.report(2022), 30),
            name=name,
            path=tuple(path.split(_SEPARATOR)),
            parent_key=above or None,
        )


def entities(keys: Keys) -> Iterator[Entity]:
    """Indicators, evaluations with their scored rows, and the one finding."""
    yield from _indicators(keys)
    yield from _evaluated(keys, keys.lamps, "灯具更新", 2022, EvaluationKind.SELF, keys.accounts, SELF_2022)
    fund, by_department = "灯塔维护专项资金", EvaluationKind.DEPARTMENT
    yield from _evaluated(keys, keys.fund, fund, 2022, by_department, keys.report(2022), DEPARTMENT_2022)
    yield from _evaluated(keys, keys.fund, fund, 2021, by_department, keys.report(2021), DEPARTMENT_2021)
    yield Evaluation(
        key=f"{keys.department.key}/2022/OVERALL",
        sources=on_line(keys.accounts, 95),
        fiscal_year=2022,
        evaluation_kind=EvaluationKind.OVERALL,
        subject=keys.department,
        subject_name="青禾市灯塔管理局",
        score=Decimal("92.50"),
        full_score=Decimal(100),
        document_key=keys.accounts,
        note="its rubric is not published",
    )
    yield _finding(keys)


def _indicators(keys: Keys) -> Iterator[Indicator]:
    lamps = Measure(comparison=Comparison.GE, value=Decimal(20), unit="盏", text="≥20盏")
    intact = Measure(comparison=Comparison.GE, value=Decimal("95.00"), unit="%", text="≥95.00%")
    satisfied = Measure(comparison=Comparison.QUALITATIVE, text="较上年提高")
    yield Indicator(
        key=f"{keys.lamps.key}/2022/i1", sources=on_line(keys.accounts, 90), name="更换灯具", fiscal_year=2022,
        ordinal=1, subject=keys.lamps, level1="产出指标", level2="数量指标", target=lamps,
        actual=Measure(comparison=Comparison.EQ, value=Decimal(20), unit="盏", text="20盏"),
        weight=Decimal(30), score=Decimal(30), met=True,
    )  # fmt: skip
    yield Indicator(
        key=f"{keys.lamps.key}/2022/i2", sources=on_line(keys.accounts, 91), name="灯具完好率", fiscal_year=2022,
        ordinal=2, subject=keys.lamps, level1="产出指标", level2="质量指标", target=intact,
        actual=Measure(comparison=Comparison.EQ, value=Decimal("76.00"), unit="%", text="76.00%"),
        weight=Decimal(20), score=Decimal(16), met=False, deviation_reason="two storms",
    )  # fmt: skip
    yield Indicator(
        key=f"{keys.new_lamps.key}/2023/i1", sources=on_line(keys.budget, 42), name="更换灯具", fiscal_year=2023,
        ordinal=1, subject=keys.new_lamps, level1="产出指标", level2="数量指标",
        target=Measure(comparison=Comparison.GE, value=Decimal(30), unit="盏", text="≥30盏"), original_target=lamps,
        cited_rule_keys=(f"{keys.department.key}/青禾市灯塔管理办法",), basis="the rule asks for 30 a year",
    )  # fmt: skip
    yield Indicator(
        key=f"{keys.new_lamps.key}/2023/i2", sources=on_line(keys.budget, 43), name="船舶满意度", fiscal_year=2023,
        ordinal=2, subject=keys.new_lamps, level1="满意度指标", target=satisfied, ambiguous=True,
        note="printed beside two names",
    )  # fmt: skip
    yield Indicator(
        key=f"{keys.department.key}/2022/i1", sources=on_line(keys.accounts, 94), name="灯塔正常发光率",
        fiscal_year=2022, ordinal=1, subject=keys.department, level1="效益指标", description="share of nights",
        target=Measure(comparison=Comparison.GE, value=Decimal(99), unit="%", text="≥99%"),
        actual=Measure(comparison=Comparison.EQ, value=Decimal("99.5"), unit="%", text="99.5%"), met=True,
    )  # fmt: skip


def _evaluated(  # noqa: PLR0913, PLR0917 - what the heading of a report says
    keys: Keys,
    subject: Ref,
    name: str,
    year: int,
    kind: EvaluationKind,
    document: str,
    rubric: tuple[tuple[str, str, str], ...],
) -> Iterator[Entity]:
    """An evaluation whose score is the sum of its highest rows, and its rows."""
    key = f"{subject.key}/{year}/{kind.value}"
    highest = [Decimal(score) for path, _, score in rubric if _SEPARATOR not in path]
    score = sum(highest, Decimal(0))
    yield Evaluation(
        key=key,
        sources=on_line(document, 20),
        fiscal_year=year,
        evaluation_kind=kind,
        subject=subject,
        subject_name=name,
        score=score,
        full_score=Decimal(100),
        grade=next(grade for grade, lower, _ in BANDS if score >= Decimal(lower)),
        grade_bands=tuple(
            GradeBand(grade=grade, lower=Decimal(lower), upper=Decimal(upper), upper_inclusive=grade is Grade.EXCELLENT)
            for grade, lower, upper in BANDS
        ),
        deductions=tuple(
            Deduction(criterion=path, amount=Decimal(weight) - Decimal(scored), sources=on_line(document, 21))
            for path, weight, scored in _leaves(rubric)
            if weight != scored
        ),
        using_unit="灯光处" if subject == keys.lamps else None,
        ordinal=1,
        document_key=document,
    )
    for ordinal, (path, weight, scored) in enumerate(rubric, start=1):
        yield ScoreItem(
            key=f"{key}/{ordinal}",
            sources=on_line(document, 30 + ordinal),
            name=path.rpartition(_SEPARATOR)[2],
            evaluation_key=key,
            criterion_key=path,
            ordinal=ordinal,
            level=path.count(_SEPARATOR) + 1,
            fiscal_year=year,
            weight=Decimal(weight),
            score=Decimal(scored),
            rate=Decimal(scored) / Decimal(weight) * 100,
            rule=ScoringRule.PROPORTIONAL if path == "产出 > 灯具完好率" else None,
            rule_summary="score falls with the rate" if path == "产出 > 灯具完好率" else None,
            input_value=Decimal("76.00") if path == "产出 > 灯具完好率" else None,
        )


def _leaves(rubric: tuple[tuple[str, str, str], ...]) -> Iterator[tuple[str, str, str]]:
    for row in rubric:
        if not any(other.startswith(f"{row[0]}{_SEPARATOR}") for other, _, _ in rubric):
            yield row


def _finding(keys: Keys) -> Finding:
    return Finding(
        key=f"execution-rate/{keys.lamps.key}/2022",
        sources=on_line(keys.accounts, 50, "项目支出绩效"),
        rule="EXECUTION_RATE",
        severity=Severity.MAJOR,
        message="灯具更新: the printed rate is not executed divided by adjusted",
        published=Decimal("85.00"),
        expected=Decimal("80.00"),
        unit="%",
        computation="20.00 / 25.00 × 100 = 80.00",
        terms=(
            FindingTerm(label="executed", value=Decimal("20.00"), ref=keys.lamps),
            FindingTerm(label="adjusted", value=Decimal("25.00"), ref=keys.lamps),
            FindingTerm(label="percent", value=Decimal(100)),
        ),
        subjects=(keys.lamps,),
        document_keys=(keys.accounts,),
    )
