"""What the cover of a report says, and the day from which the report looks."""

from collections.abc import Callable

from seed.parsers.evaluations.report_covers import PARSER
from seed.parsers.parsed import Context
from seed.sources.model import Source
from tests.seed.parsers.paper import REPORT, REPORT_TITLE


def told(source: Source, context: Context) -> list[tuple[str, str, str, str]]:
    rows = PARSER.parse(source, context).rows["observations"]
    return [(row["measure"], row["text"], row["period"], row["line"]) for row in rows]


def test_a_cover_names_department_unit_and_date(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    assert told(text(REPORT), known("PROJECT_EVALUATION", title=REPORT_TITLE)) == [
        ("department", "云溪市林业局", "", "1"),
        ("evaluated_unit", "云溪市林业局", "", "2"),
        ("date", "2023年4月", "2023-04", "3"),
        ("date", "2022年12月31日", "2022-12-31", "12"),
    ]


def test_the_evaluation_is_what_the_cover_tells_of(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    rows = PARSER.parse(text(REPORT), known("PROJECT_EVALUATION", title=REPORT_TITLE)).rows["observations"]
    assert {(row["subject_kind"], row["subject"], row["name"]) for row in rows} == {
        ("EVALUATION", "999900/云溪市林业局/森林防火经费/2022/DEPARTMENT", "2022年度森林防火经费绩效评价")
    }


def test_dates_after_the_first_chapter_are_no_cover(
    text: Callable[[str], Source], known: Callable[..., Context]
) -> None:
    source = text("一、基本情况\n2023年4月\n被评价单位：云溪市林业局")
    assert told(source, known("PROJECT_EVALUATION", title=REPORT_TITLE)) == []
