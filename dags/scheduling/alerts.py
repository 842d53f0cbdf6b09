"""What somebody should hear of: told in the log, and wherever HELPWANTED_ALERTS says."""

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.reports import Quality

log = logging.getLogger("helpwanted.alerts")

MISSING_SHARE = 0.1
"""Of the boards asked. In the Greenhouse snapshots of January 2026, 8 or 9 boards of 3,131 failed on a day (0.3 %): where
one in ten is missing, something has happened to more than a board."""


class AlertFailed(Exception):
    """An alert could not be delivered; the log has what it said."""

    exit_code = 1


@dataclass(frozen=True)
class Alert:
    """One thing to hear of. `kind` is a heading of docs/airflow.md, which says how to recover."""

    kind: str
    text: str

    @property
    def line(self) -> str:
        """All of it."""
        return f"{self.kind}: {self.text} (docs/airflow.md, “{self.kind}”)"


def of_day(quality: "Quality") -> Iterator[Alert]:
    """What a day's tables give cause to say. What the gate refused is told by the task that it stopped."""
    from transforms.boards import CHRONIC_AFTER

    asked, late = quality.arrived["boards"].to_list()[-1:], quality.late
    if asked and late.height > MISSING_SHARE * asked[0]:
        whom = ", ".join(f"{row['source']} {row['count']}" for row in late["source"].value_counts(sort=True).to_dicts())
        yield Alert("missing boards", f"{quality.day}: {late.height} of {asked[0]} boards were not seen whole: {whom}")
    for row in quality.warned.iter_rows(named=True):
        if row["expectation"].startswith(("volume_", "fill_rate_")):
            yield Alert("volume anomaly", f"{row['table']} {row['partition']}: {row['expectation']}, {row['observed']}")
    # The very day on which it becomes so: it is told once.
    for row in late.filter(failures=CHRONIC_AFTER).iter_rows(named=True):
        said = f"{row['source']}/{row['board']} has failed {row['failures']} times in a row: {row['why']}"
        yield Alert("chronic board", f"{quality.day}: {said}")


def deliver(alerts: Iterable[Alert]) -> None:
    """Tell every alert. Raises `AlertFailed` where a place that HELPWANTED_ALERTS names did not take it."""
    for alert in alerts:
        log.warning("ALERT %s", alert.line)
        _send(alert, os.environ.get("HELPWANTED_ALERTS", "").split())


def _send(alert: Alert, places: list[str]) -> None:
    if not places:
        return
    from apprise import Apprise

    told = Apprise()
    if not told.add(places):
        raise AlertFailed(
            "HELPWANTED_ALERTS: not all of it are addresses as Apprise takes them, such as json://host/path"
        )
    if not told.notify(title=f"helpwanted: {alert.kind}", body=alert.text):
        raise AlertFailed(f"not every place of HELPWANTED_ALERTS took the alert “{alert.kind}”; its log says why")
