from datetime import date
from typing import Any

import pendulum
import pytest


def context(**stated: Any) -> dict[str, Any]:
    return {"params": {"day": stated.pop("day", None)}, **stated}


def day_of(context: dict[str, Any], otherwise: date | None = None) -> date:
    # Here, because Airflow takes two seconds to load wherever tests are only collected.
    from dags.days import day_of

    return day_of(context, otherwise)


def refusal_of(context: dict[str, Any]) -> str:
    from airflow.sdk.exceptions import AirflowFailException

    with pytest.raises(AirflowFailException) as refused:
        day_of(context)
    return str(refused.value)


def test_a_partition_key_tells_the_day() -> None:
    noon = pendulum.datetime(2026, 1, 9, 12)
    assert day_of(context(partition_key="2026-01-08", logical_date=noon)) == date(2026, 1, 8)


def test_without_a_partition_key_the_param_tells_the_day() -> None:
    noon = pendulum.datetime(2026, 1, 9, 12)
    assert day_of(context(partition_key=None, day="2026-01-08", logical_date=noon)) == date(2026, 1, 8)


def test_without_both_the_logical_date_tells_the_day() -> None:
    assert day_of(context(logical_date=pendulum.datetime(2026, 1, 8, 23, 59))) == date(2026, 1, 8)


def test_where_nothing_tells_the_day_there_may_be_one_to_fall_back_on() -> None:
    triggered = pendulum.datetime(2026, 1, 8, 23, 59)
    assert day_of(context(logical_date=None), triggered) == date(2026, 1, 8)
    assert day_of(context(day="2026-01-07"), triggered) == date(2026, 1, 7)


def test_a_partition_key_and_a_param_that_agree_are_one_day() -> None:
    assert day_of(context(partition_key="2026-01-08", day="2026-01-08")) == date(2026, 1, 8)


def test_a_partition_key_and_a_param_that_differ_fail_the_run() -> None:
    assert "leave one of them out" in refusal_of(context(partition_key="2026-01-08", day="2026-01-09"))


def test_a_run_without_a_day_fails_loudly() -> None:
    assert "names no day" in refusal_of(context(logical_date=None))


@pytest.mark.parametrize("key", ["2026-01-08T05:00:00", "yesterday", "2026-02-30"])
def test_a_key_that_is_no_day_fails_loudly(key: str) -> None:
    assert "no day" in refusal_of(context(partition_key=key))
