"""What the words before a number name, and what the words behind it: without numbering, dates and linking verbs."""

import re

NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）][、.]?|[0-9]{1,2}[.、](?![0-9]|$)|[0-9]{1,2}[.、](?=2[0-9]{4}(?:[0-9]{2})?[^0-9])|[一二三四五六七八九十]是)"
)
OPENING = re.compile(
    r"^(?:其中|[\u4e00-\u9fff]{0,30}?所属各(?:预算)?单位(?:开支)?(?:财政拨款的)?|主要原因(?:是因为|是由于|是|为)?|(?:是)?(?:由于|因为)|截[至止]至?[^，]{0,16}?日|截[至止][^，]{0,12}?底|20[0-9]{2}年(?:度|末|当年|底)?|本年度"
    r"|全年(?!预算|执行|支出)|当年(?!预算)|年末(?!结转|财政)|我[办局委厅区市县]|本(?:部门|单位|区|市|街道)|(?:部门|单位)预算安排(?=购置)|安排(?=因公出国|公务|政府采购)|列明|财政拨款的"
    r"|(?:使用)?(?:一般公共预算)?财政拨款安排的(?=会议费|培训费|[“三])|(?:[我本]?(?:单位|部门))?(?=[共现]有|开支财政)|(?:单位|部门)(?=[共现]有)|开支财政拨款的|开支(?=.{1,8}费$)|按规定"
    r"|同时|另外?|并|以及|及|和|与|、|主要(?=是|为|有|包括|用于|调)|包括|一是|二是|三是|四是"
    r"|累计|[共现]有|共计(?=接待)|共(?!计)|已经?|均|各(?!级)|含|先后|分别|通过|按|再|又|也|自[^，]{2,10}起)[:：，,]?"
)
CLOSING = re.compile(
    r"(?:等)?(?:较年初完成|共计|累计|达到|达|分别为|为|是|共有|共|约|有|逾|近|超过|各|和|及|与|以及|均)$"
)
FIGURE_WORDS = re.compile(
    r"(?:的)?(?:年初(?:批复)?预算(?:数|总额)?|(?<!拨款)(?<!预算)支出决算数?|决算数|(?<=[费出])决算|(?:当年|全年)?预算执行数|全年预算数?|调整后?(?:的)?预算数?|执行数|实际支出|实际执行|预算安排)$"
)
EMPTY_WORDS = frozenset(
    {
        "对",
        "将",
        "把",
        "从",
        "在",
        "由",
        "向",
        "为",
        "以",
        "用",
        "等",
        "共",
        "个",
        "的",
        "年度",
        "本年",
        "当年",
        "金额",
        "开支",
        "预算数",
        "决算数",
        "执行数",
        "共计支出",
    }
)
YEAR_END = re.compile(r"(?<=[^0-9])20[0-9]{2}年度?(?:(?:预算|决算)数?)?$")
LONGEST_NOUN = 24
NOUN_ENDS = re.compile(r"(?<=..)(?:的|财政拨款|出国|编制|开展|实施|进行|编报|纳入|参加|参与)")
"""Where what is counted ends and what is told of it begins: `2个预算单位开展了自评`."""

SHORT_NOUN = 10
BODIES = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:单位|部门)")
OWNED = re.compile(r"(?:^|[^\u4e00-\u9fff]|包括|以及|和|及|有|的|局|委|办|处|部|会|中心|政府)(?P<of>下属|所属)$")
SET_UP = re.compile(
    r"(?:内设|下设|设有?|设置|下辖|选取|用于|(?:^|组织)对(?:[^，。；：]{2,20}等)?|^(?:[^，]*年)?(?:举办|召开|开展|组织))$"
)


def name_of(words: str) -> str:
    """What words before a figure name: without numbering, dates and linking verbs."""
    name = words
    for _ in range(8):
        shorter = OPENING.sub("", NUMBERING.sub("", name.lstrip("、，：:）)”")))
        shorter = CLOSING.sub("", shorter)
        if shorter == name:
            break
        name = shorter
    name = FIGURE_WORDS.sub("", name.strip("，：:、。；的了"))
    name = YEAR_END.sub("", name)
    if name.startswith("“") and name.endswith("”") and name.count("“") == 1:
        name = name[1:-1]
    return "" if name in EMPTY_WORDS else name


def noun_after(after: str) -> str:
    """What is counted, where the noun follows its number (`3个部门内部述职`)."""
    return name_of(re.split(r"[，。；、：（(,;]", after, maxsplit=1)[0])[:LONGEST_NOUN]


def noun(counted: str) -> str:
    """The noun with which the words after a number begin."""
    return NOUN_ENDS.split(counted, maxsplit=1)[0]


def body(counted: str) -> str:
    """What the words after a number name: bodies alone, without what they did, and else all of it."""
    bodies = BODIES.match(counted) if len(counted) > SHORT_NOUN else None
    return bodies.group() if bodies else counted


def without_counted(before: str) -> str:
    """The words after a counted noun that tell where money or people go: not part of what the next figure is of."""
    bare = re.split("[，；：。,;:]", before, maxsplit=1)[0]
    end = NOUN_ENDS.search(bare)
    return before[end.start() :] if end and before[end.start() :].startswith(("财政拨款的", "出国")) else before
