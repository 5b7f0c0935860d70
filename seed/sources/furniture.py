"""Page furniture: what is printed on page after page around the text - running heads, feet, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

MARGIN_LINES = 2
"""How many lines at the top and at the bottom of a page may be furniture."""

PAGES = 3
"""On how many pages a line has to be repeated to be a running head or foot."""

DECORATED_NUMBER = re.compile(
    r"[-–—―－~·]{1,2} ?[0-9０-９]{1,4} ?[-–—―－~·]{1,2}|第 ?[0-9]{1,4} ?页(?:[,，/ ]? ?共 ?[0-9]{1,4} ?页)?"
)
PLAIN_NUMBER = re.compile(r"([0-9]{1,4})(?: ?/ ?[0-9]{1,4})?")
MONEY = re.compile(r"单位[：:].{0,4}元")


def is_page_number(text: str) -> bool:
    """Whether a line is a page number in a form that nothing else has, such as `- 15 -`."""
    return DECORATED_NUMBER.fullmatch(text) is not None


def furniture(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """For each page the positions of its lines that are furniture.

    A page is the lines outside its tables from top to bottom, with "" where a table stands. A line is furniture if
    it is a page number, or if it stands word for word in the margin of at least three pages and of half of all.
    What names the unit of money is never furniture, on however many pages it stands, nor is a title on its cover,
    though the running head may repeat it: what stands twice on a page, or alone on the first.
    """
    repeated = _repeated(pages)
    ahead = _numbers_ahead(pages)
    found: list[set[int]] = []
    for number, lines in enumerate(pages):
        margin = _margin(lines)
        heads = _once(lines, [position for position in margin if lines[position] in repeated])
        numbers = {
            position
            for position in margin
            if is_page_number(lines[position])
            or (ahead is not None and _plain_number(lines[position]) == number + ahead)
        }
        is_cover = number == 0 and len(heads | numbers) == len(lines)
        found.append(numbers if is_cover else heads | numbers)
    return found


def _once(lines: Sequence[str], positions: Sequence[int]) -> set[int]:
    """Of lines with the same words the first only."""
    return set({lines[position]: position for position in reversed(positions)}.values())


def _margin(lines: Sequence[str]) -> list[int]:
    """The positions of lines at the top and at the bottom, as far as no table is above or below them."""
    count = len(lines)
    top = _before_table(range(min(MARGIN_LINES, count)), lines)
    bottom = _before_table(range(count - 1, max(count - 1 - MARGIN_LINES, -1), -1), lines)
    return sorted({*top, *bottom})


def _before_table(positions: Sequence[int], lines: Sequence[str]) -> list[int]:
    result = []
    for position in positions:
        if not lines[position]:
            break
        result.append(position)
    return result


def _repeated(pages: Sequence[Sequence[str]]) -> set[str]:
    seen = Counter(text for lines in pages for text in {lines[position] for position in _margin(lines)})
    needed = max(PAGES, len(pages) / 2)
    return {text for text, times in seen.items() if times >= needed and not MONEY.search(text)}


def _numbers_ahead(pages: Sequence[Sequence[str]]) -> int | None:
    """By how much the printed page numbers are ahead of the count from 0; None where pages are not numbered."""
    ahead = Counter(
        number - page
        for page, lines in enumerate(pages)
        for position in _margin(lines)
        if (number := _plain_number(lines[position])) is not None
    )
    best, times = ahead.most_common(1)[0] if ahead else (0, 0)
    return best if times >= PAGES else None


def _plain_number(text: str) -> int | None:
    match = PLAIN_NUMBER.fullmatch(text)
    return int(match[1]) if match else None
