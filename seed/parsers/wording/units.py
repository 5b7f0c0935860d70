"""The units in which budget documents count: measure words, money, shares, with their magnitude."""

import re

MONEY = ("元",)
SHARES = ("个百分点", "百分点", "%", "‰")
MEASURE_WORDS = tuple(
    """
    人次 人天 人日 人时 人 名 位 个 项次 项 件次 件 条次 条 次 批次 批 场次 场 期次 期 篇次
    篇 份 辆次 辆 台/套 台（套） 台(套) 台（件、套） 台（件） 套（件） 件（套） 台次 台 套 家次
    家 户次 户 所 处 座 栋 幢 间 张 册 本 部/次 部 艘次 艘 架次 架 车次 车 列 班次 班
    标准箱 标箱 TEU 吨公里 吨 公斤 千克 克 公里 千米 厘米 米 平方米 平方公里 平米 立方米 公顷
    亩 度 千瓦时 千瓦 兆瓦 小时 分钟 秒 天 个工作日 工作日 日 周 个月 年 季度 档 种 类 大 级
    组 支 只 头 株 棵 路 门次 门 节 课时 学时 团组 队 轮次 轮 岁 倍 分 席 个床位 张床 床位
    床 趟 站次 站 桶 瓶 盒 箱 袋 枚 块 面 幅 片 宗 起 例 单 笔 页 字 GB MB TB 兆 集
    部集 学位 宗地 标段 股
    """.split()  # noqa: SIM905 - words read best as words
)
MAGNITUDES = ("十万", "百万", "千万", "万亿", "万", "亿", "千", "百")

_WORDS = sorted({*MONEY, *MEASURE_WORDS}, key=len, reverse=True)
UNIT = rf"(?:{'|'.join(SHARES)}|(?:{'|'.join(MAGNITUDES)})?余?(?:{'|'.join(re.escape(word) for word in _WORDS)}))"
"""A pattern of every unit, its magnitude included; a `余` between the two softens the number."""

UNIT_WORDS = {"百分比": "%", "百分号": "%", "个数": "个", "千分比": "‰", "人数": "人"}
"""Unit words of the ministry's input form, as the unit that is meant."""


def unit(printed: str) -> str:
    """A printed unit out of its brackets, and by what a word of the input form means."""
    bare = printed.strip().replace("余", "")
    if len(bare) > 2 and bare[0] in "（(" and bare[-1] in ")）":  # noqa: PLR2004 - two brackets and something in them
        bare = bare[1:-1]
    return UNIT_WORDS.get(bare, bare)


def is_money(printed: str) -> bool:
    """Whether a unit is one of money."""
    return printed.endswith("元")
