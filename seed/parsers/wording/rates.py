"""Which kind of share a name tells: an execution rate, a control rate, a satisfaction rate and the like."""

import re

RATES = (
    (r"序时进度", "scheduled_progress"),
    (r"支出进度", "spending_progress"),
    (r"调整比例", "adjustment_rate"),
    (r"执行率|(?:预算|资金)\w*完成率", "execution_rate"),
    (r"控制率", "control_rate"),
    (r"使用率|利用率", "utilisation_rate"),
    (r"及时\w*回复率", "timely_reply_rate"),
    (r"(?<!答)(?:回复率)", "reply_rate"),
    (r"满意[度率]", "satisfaction_rate"),
)


def rate_of(name: str) -> str:
    """A word of the `measures` table for a share by its name; `actual_value` where the name tells no kind."""
    return next((measure for words, measure in RATES if re.search(words, name)), "actual_value")
