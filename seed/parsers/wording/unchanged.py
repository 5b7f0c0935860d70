"""What a sentence says to have stayed the same: `与2025年预算持平` is a change of nothing against that year."""

import re
from collections.abc import Iterator, Sequence

from seed.parsers.wording.figure_names import name_of
from seed.parsers.wording.mentions import Mention
from seed.parsers.wording.passages import Passage
from seed.parsers.wording.readings import Reading, Relation, Thread

LEVEL_WITH = re.compile(
    r"(?P<name>[^，。；：]{0,60}?)(?P<apart>，?)(?:比|较|与|和|同)(?:(?P<year>20[0-9]{2})年|上一?年|去年)"
    r"(?:[^，。；：]{0,12}?(?<!基本)(?<!大致))(?:相比，?)?(?:持平|一致|无变化|没有变化)"
)
"""What is only about the same is left out: by how much it differs is not said."""

CAUSE = re.compile(r"原因|由于|因为")


def unchanged(sentence: Passage, found: Sequence[Reading], thread: Thread, year: int) -> Iterator[tuple[int, Mention]]:
    """A change of nothing for each figure that is said to be what it was, in its unit, with its place in the sentence.

    What is said to be level with its own year is left out: it cannot be meant.
    """
    for match in LEVEL_WITH.finditer(sentence.text):
        in_cause = CAUSE.search(match["name"]) is not None
        if (in_cause and not match["apart"]) or match["year"] == str(year):
            continue
        before = [reading for reading in found if reading.figure.end <= match.end("name") and not reading.cause]
        told = before[-1].name if before and before[-1].figure.end > match.start("name") else ""
        name = told or ("" if in_cause else name_of(match["name"])) or (before[-1].name if before else thread.current)
        if not name or any(each.name == name and each.relation is Relation.CHANGE for each in before):
            continue
        money = [reading.figure.unit for reading in before if reading.name == name and reading.figure.is_money]
        cells = {
            "name": name,
            "measure": "change_amount",
            "value": "0",
            "unit": money[-1] if money else "万元",
            "published": match.group()[len(match["name"]) :].lstrip("，"),
            "compared_with": match["year"] or str(year - 1),
            "note": "derived: said in words to be level",
        }
        yield match.end(), Mention(cells, sentence.line(match.end() - 1))
