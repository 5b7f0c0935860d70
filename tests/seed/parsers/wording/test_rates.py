"""The name of a share tells which share it is."""

import pytest

from seed.parsers.wording.rates import rate_of


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("防火经费预算执行率", "execution_rate"),
        ("季度序时进度", "scheduled_progress"),
        ("支出进度", "spending_progress"),
        ("编外人员控制率", "control_rate"),
        ("固定资产利用率", "utilisation_rate"),
        ("信访及时回复率", "timely_reply_rate"),
        ("群众满意度", "satisfaction_rate"),
        ("造林成活率", "actual_value"),
    ],
)
def test_a_name_tells_the_kind_of_share(name: str, measure: str) -> None:
    assert rate_of(name) == measure
