"""Which day a run is about: one function tells it, for every way in which a run can come about."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from airflow.sdk import Param
from airflow.sdk.exceptions import AirflowFailException

KEY_FORMAT = "%Y-%m-%d"


def day_param(title: str, description: str) -> Param:
    """A UTC day in the trigger form; the description says what an empty field means."""
    return Param(None, type=["string", "null"], format="date", title=title, description=f"UTC. {description}")


def day_of(context: Mapping[str, Any], otherwise: date | None = None) -> date:
    """The UTC day of a run: its partition key, else its `day` param, else its logical date, else `otherwise`.

    Raises AirflowFailException (retrying would not help) when none of them is there, when one is no day, or when
    the partition key and the param name different days.
    """
    key, asked = context.get("partition_key"), context["params"].get("day")
    if key and asked and key != asked:
        raise AirflowFailException(f"the partition key says {key}, the param `day` says {asked}: leave one of them out")
    if key or asked:
        return _parsed(key or asked)
    if moment := context.get("logical_date") or otherwise:
        return date(moment.year, moment.month, moment.day)
    raise AirflowFailException("this run names no day: trigger it with a partition key or with `day`, as YYYY-MM-DD")


def _parsed(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise AirflowFailException(f"{text!r} is no day: give it as YYYY-MM-DD") from problem
