"""Which words of a head can stand under which: codes and names under `项目`, totals and parts under anything else."""

import itertools
import re
from collections.abc import Sequence

ROW_NUMBER = re.compile("行次|序号|行号")
CODE = re.compile("(?!.*名称).*(编码|代码)|[类款项]")
LABEL = re.compile(".*(名称|科目|品目|类别|类型|规格|型号|目录|方式|单位)|项目([（(].*[)）])?|(支出|收入)项目.*|备注")
REMARK = re.compile("备注")
LABEL_GROUP = re.compile(".*科目(编码|代码)?|项目")
ONLY_GROUP = re.compile(".*科目")
STAGE = re.compile("(年初|调整|全年|本年|上年|当年|20[0-9]{2}年度?)?(预算|决算|执行|完成|支出|收入)数")
SUBTOTAL = re.compile("小计")
TOTAL = re.compile("合计|小计|总计")
SIDE = re.compile("(本年|财政拨款|部门|单位)?(收入|支出)(预算|决算)?")
LIST = re.compile("人员(经费|支出)|(日常)?公用(经费|支出)")
HEADS_BLOCK = re.compile(f"{SIDE.pattern}|{LIST.pattern}")

STAGES = "((年初|调整|全年|本年|上年|当年|20[0-9]{2}年度?)?(预算|决算|执行|完成|支出|收入)数|20[0-9]{2}年度?)"
FUNDS = "(一般公共预算|政府性基金|国有资本经营).*"
REVENUES = "(财政拨款|财政专户|事业|上级补助|附属单位|其他|非财政拨款|单位资金|.*经营).*(收入|资金)?"
VEHICLES = "公务用车购置(及|和)运行(维护)?费"
TRAVEL = f"因公出国.*|公务接待费|{VEHICLES}|(公务用车)?(购置|运行|运行维护)费"

Groups = Sequence[tuple[re.Pattern[str], re.Pattern[str]]]


def _groups(*groups: tuple[str, str]) -> Groups:
    return [(re.compile(group), re.compile(f"合计|小计|总计|{parts}")) for group, parts in groups]


PARTS = _groups(
    (VEHICLES, "(公务用车)?(购置|运行|运行维护)费"),
    (".*基本支出", "人员(经费|支出)|(日常)?公用(经费|支出)"),
    (".*三公.*", TRAVEL),
    (STAGES, f"{TRAVEL}|.*(支出|收入)|{FUNDS}|人员经费|公用经费"),
    ("财政拨款(收入|支出)?", f"{FUNDS}|{STAGES}"),
    (".*相比.*", "(增减|增长).*"),
    ("资金(来源|性质)", f"财政拨款.*|{FUNDS}|财政专户.*|单位资金|.*结余|.*结转.*|其他资金|{REVENUES}"),
    ("(本年|部门|单位)?收入(预算|决算)?", f"{REVENUES}|{FUNDS}|.*结转.*"),
    (
        f"((本年|部门|单位)?支出(预算|决算)?|(本年)?{FUNDS}支出(预算|决算)?)",
        f".*支出|人员经费|公用经费|{FUNDS}|{STAGES}",
    ),
    (f"合计|小计|{TRAVEL}", STAGES),
)
"""Which words can stand under which over columns of amounts."""

RARE_PARTS = _groups(
    (
        "本年(财政)?拨款|((上年|年初)?财政拨款|上年|年初)结转(和)?(结余)?|采购(金额|预算)",
        f"{FUNDS}|财政拨款.*|财政专户.*|单位资金|其他资金",
    ),
)
"""Words that mostly have nothing under them, but in some forms do. What is in neither list never has."""


def is_amount(word: str) -> bool:
    """Whether a word of a head can stand over a column of amounts."""
    return not (ROW_NUMBER.fullmatch(word) or CODE.fullmatch(word) or LABEL.fullmatch(word))


def is_group(word: str) -> bool:
    """Whether other words can stand under a word."""
    groups = (LABEL_GROUP, SIDE, LIST, *(group for group, _ in (*PARTS, *RARE_PARTS)))
    return any(group.fullmatch(word) for group in groups)


def can_stand_under(word: str, words: Sequence[str], *, rarely: bool) -> bool:
    """Whether these words can be the cells directly under a word, or `rarely` are."""
    if LABEL_GROUP.fullmatch(word):
        parts = sum(len(one) == 1 for one in words)
        return all(CODE.fullmatch(one) or LABEL.fullmatch(one) for one in words) and parts in {0, len(words)}
    if SIDE.fullmatch(word) and not is_amount(words[0]):
        return _alternations(words) == 1 and is_amount(words[-1])
    if LIST.fullmatch(word) and CODE.fullmatch(words[0]):
        return is_amount(words[-1])
    totals = [TOTAL.fullmatch(one) is not None for one in words]
    allowed = next((parts for group, parts in (*PARTS, *(RARE_PARTS if rarely else ())) if group.fullmatch(word)), None)
    return allowed is not None and not any(totals[1:]) and all(map(allowed.fullmatch, words))


def _alternations(words: Sequence[str]) -> int:
    """How often words go over from labels to amounts or back."""
    kinds = [is_amount(word) for word in words]
    return sum(one != other for one, other in itertools.pairwise(kinds))
