"""Mostly managers? Every way to ask."""

from typing import Any

from expectations.tables import TABLES
from warehouse.site.page import Site
from warehouse.site.rows import estimated, of_last_month


def facts(site: Site) -> dict[str, Any]:
    """What the template `managers.html` shows beside the headline."""
    ways = of_last_month(site.tables, "managers").sort(TABLES["managers"].key)
    return {"ways": estimated(ways)}
