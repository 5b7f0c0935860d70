"""What the publisher of a document calls itself in it."""

import re
from collections.abc import Iterator

from seed.parsers.parsed import Context
from seed.parsers.remembering import remembered
from seed.parsers.rows import department
from seed.parsers.wording.passages import plain
from seed.sources.model import Source

NAMED = re.compile(
    r"(?:预算)?(?:部门|单位|编制单位|编制部门|填报单位|预算主管部门|被评价单位|预算单位)(?:名称)?(?:[（(](?:公章|盖章)[)）])?[：:]"
    r"(?P<name>(?!万?元)[\u4e00-\u9fff（）()]{4,40})"
)
TITLED = re.compile(r"^(?P<name>[\u4e00-\u9fff（）]{4,40}?)(?=[0-9]{4}年)")
OWN_LEVEL = re.compile(r"[（(](本级|本部|机关|部门)[)）]$|本级$|机关$")
LEVEL = re.compile(
    r"^(?:(?:部门|单位)?[（(](?:本级|本部|机关|部门|单位)[)）]|(?:所属)?各(?:预算)?单位(?:开支)?|[0-9]{4}年度?|共有|财政拨款的(?=公务))+"
)


@remembered
def publisher_names(source: Source, context: Context) -> list[str]:
    """The names of the publisher, longest first, without the suffix for its own level."""
    found = dict.fromkeys(OWN_LEVEL.sub("", name) for name in _names(source, context))
    return sorted(found, key=len, reverse=True)


def _names(source: Source, context: Context) -> Iterator[str]:
    name = department(context).rpartition("/")[2]
    if not name.isdecimal():
        yield name
    titled = TITLED.match(plain(context.document["title"]))
    if titled is not None:
        yield titled["name"]
    for line in source.lines:
        named = NAMED.search(plain(line.text))
        if named is not None:
            yield named["name"]


def without_publisher(text: str, names: list[str]) -> str:
    """A text without a name of the publisher at its start."""
    for name in names:
        if text.startswith(name) and len(text) > len(name):
            return LEVEL.sub("", text[len(name) :])
    return text
