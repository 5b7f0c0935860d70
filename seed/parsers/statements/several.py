"""Two documents in one file: titles of two years, or the same statement twice, by different publishers or as it was."""

from collections.abc import Sequence

from graph.errors import SeveralDocumentsError
from seed.parsers.statements.kinds import kind_of
from seed.parsers.statements.meaning import OF_ONE_FUND
from seed.parsers.statements.model import Form
from seed.parsers.statements.vocabulary import YEAR
from seed.parsers.wording.normal import plain
from seed.sources.model import Source

ONCE = frozenset({"REVENUE_AND_EXPENDITURE", "REVENUE", "EXPENDITURE", "APPROPRIATIONS", *OF_ONE_FUND})
"""The statements that a document has once."""


def require_one_document(forms: Sequence[Form], source: Source) -> None:
    """Raise SeveralDocumentsError, with the page where the second begins, for statements of more than one document."""
    seen: dict[str, tuple[int, Form]] = {}
    year = ""
    for order, form in enumerate(forms):
        if year and form.heading.year not in {"", year}:
            raise _several(source, form, f"under a title of {form.heading.year} after statements of {year}")
        year = form.heading.year or year
        kind = kind_of(form.heading.title)
        before, first = seen.setdefault(kind, (order, form)) if kind in ONCE else (order, form)
        if first is not form and (difference := _difference(first, form, apart=order - before > 1)):
            raise _several(source, form, f"for a second time, now {difference}")


def _several(source: Source, form: Form, told: str) -> SeveralDocumentsError:
    page = source.page_of(form.heading.line)
    found = f"the statement `{form.heading.title}` {told}"
    return SeveralDocumentsError(source.name, found, f"split the file before page {page}", page=page)


def _difference(one: Form, other: Form, *, apart: bool) -> str:
    """What tells that two statements of a kind are of two documents; "" where nothing does.

    `apart` says that other statements stand between them: then the same title is enough.
    """
    names = one.heading.publisher, other.heading.publisher
    if all(names) and names[0] != names[1]:
        return f"of {names[1]} instead of {names[0]}"
    for words, told in ((_year, "of the year"), (_stage, "of the")):
        values = words(one), words(other)
        if all(values) and values[0] != values[1]:
            return f"{told} {values[1]} instead of {values[0]}"
    return "after other statements" if apart and plain(one.heading.title) == plain(other.heading.title) else ""


def _year(form: Form) -> str:
    """The year that stands in the title of a statement or in the heading of its part."""
    match = YEAR.search(plain(form.heading.title)) or YEAR.search(plain(form.heading.section))
    return match[1] if match is not None else ""


def _stage(form: Form) -> str:
    title = plain(form.heading.title)
    if "决算" in title:
        return "accounts"
    return "budget" if "预算" in title.replace("公共预算", "").replace("经营预算", "").replace("基金预算", "") else ""
