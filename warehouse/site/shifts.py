"""Whether old roles ask for social media, and in which words."""

from typing import Any

from warehouse.site.page import Site
from warehouse.site.rows import Row, estimated, of_last_month


def facts(site: Site) -> dict[str, Any]:
    """What the template `shifts.html` shows beside the headline."""
    rows = estimated(of_last_month(site.tables, "shifts").sort("traditional_role"))
    return {"shifts": rows, "log_ratio": log_ratio}


def log_ratio(row: Row) -> str:
    """`+0.41 (−0.10 to +0.92)`; a dash where it is withheld."""
    parts = (row["log_ratio"], row["log_ratio_low"], row["log_ratio_high"])
    if None in parts:
        return "–"
    middle, low, high = (f"{part:+.2f}".replace("-", "−") for part in parts)
    return f"{middle} ({low} to {high})"
