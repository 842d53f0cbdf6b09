"""
### Rebuild the history

Derives every table of a range of days again from what was landed, in order: after a change of the code or of the
taxonomy, or when an old day was mended. Nobody is asked anything; the landing is the only source.

**Runs** by hand only: `from` and `to` are days, both included; empty means from the first landed day, to the last.

**When to worry**
- it is red: the gate refused a table of a day, the log says which. The days before it are new, it and those after it
  are as they were. If a floor refused and the source really fell: `helpwanted accept`, then clear the task.
- the numbers of old months have moved and neither code nor taxonomy has: that must not be, the same landing gives the
  same bytes. Keep both files and open an issue.

**To run it again** clear the red task, or trigger it from the refused day on. Days later than `to` stand on the days
before them: leave `to` empty unless you know why not.
"""

from datetime import date
from typing import Any

from airflow.sdk import dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from dags.conventions import RULES, TABLES_POOL
from dags.days import day_param


@dag(
    schedule=None,
    doc_md=__doc__,
    tags=["helpwanted", "by hand", "transforms"],
    params={"from": day_param("First day"), "to": day_param("Last day")},
    **RULES,
)
def rebuild_history() -> None:
    """Rebuild."""

    @task(multiple_outputs=False, **TABLES_POOL)
    def rebuild() -> dict[str, Any]:
        """Derive the range of days again, judge them, put them in place."""
        params = get_current_context()["params"]
        first, last = (date.fromisoformat(day) if day else None for day in (params["from"], params["to"]))
        if first and last and first > last:
            raise AirflowFailException(f"`from` ({first}) is after `to` ({last})")
        from dags import steps

        return steps.rebuild(first, last)

    rebuild()


rebuild_history()
