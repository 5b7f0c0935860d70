"""Summaries of self-evaluations: where the text tells again of a project, its score and its money."""

import re
from collections.abc import Iterator

from seed.parsers.evaluations.self_evaluations import parse as parse_evaluations
from seed.parsers.narrative.project_names import SUMMARISED, project_names
from seed.parsers.outline import sections
from seed.parsers.parsed import Context, Row, Section, SectionParser
from seed.parsers.rows import mention
from seed.parsers.wording.passages import Passage, sentences
from seed.parsers.wording.printed_values import NUMBER
from seed.sources.model import Source

SCORED = re.compile(rf"自评(?:综合)?得分(?:为|是)?(?P<score>{NUMBER})分")


def recognises(source: Source, _context: Context) -> bool:
    """Whether the document speaks of self-evaluation."""
    return any("自评" in line.text for line in source.lines)


def parse(source: Source, context: Context) -> Section:
    """Places of the projects summarised, and of their evaluations where score and subject are the same."""
    result = Section()
    names = project_names(source, context)
    evaluations = {row["subject"]: row for row in parse_evaluations(source, context).rows["evaluations"]}
    for heading in sections(source):
        for sentence in sentences(heading.passage):
            summarised = SUMMARISED.search(sentence.text)
            known = names.of(summarised["name"]) if summarised is not None else None
            if summarised is None or known is None:
                continue
            line = sentence.line(summarised.start("name"))
            if line != known.line:
                result.rows["mentions"].append(mention(context, heading, line, "PROJECT", known.key))
            for key, at in _scored(sentence, evaluations.get(known.key)):
                result.rows["mentions"].append(mention(context, heading, at, "EVALUATION", key))
    return result


def _scored(sentence: Passage, evaluation: Row | None) -> Iterator[tuple[str, int]]:
    """Where a sentence states the score of an evaluation, with its key."""
    match = SCORED.search(sentence.text)
    if match is not None and evaluation is not None and match["score"] == evaluation["score"]:
        yield evaluation["key"], sentence.line(match.start("score"))


PARSER = SectionParser("summaries of self-evaluations", recognises, parse)
