"""What `helpwanted show` shows: the newest figures of a table, for people."""

import polars as pl

from expectations.contracts import ALL_COUNTRIES, RUNGS, SUMS_OF_ROLES, Table
from expectations.tables import TABLES
from transforms.taxonomy import taxonomy
from warehouse.findings.linking import with_rates
from warehouse.store import Store, StoreError

COLUMNS = {
    "demand": (
        "month",
        "role",
        "open",
        "vacancies",
        "carried",
        "opened",
        "closed",
        "employers",
        "index",
        "matched_index",
        "coverage",
        *("reopened", "entered", "left_unobserved", "moved_in", "moved_out"),
    ),
    "shares": (
        "month",
        "role",
        "open",
        "share",
        "low",
        "high",
        "low_all",
        "high_all",
        "employers",
        "n_eff",
        "design_effect",
        "freedom",
        "top_employer_share",
        "suppressed_why",
    ),
    "adjusted": ("month", "role", "open", "share", "adjusted_share", "low", "high", "titles"),
    "decomposition": (
        "month",
        "role",
        "share_before",
        "share",
        "change",
        "within",
        "between",
        "entry",
        "exit",
        "boards",
        "matched_boards",
    ),
    "managers": (
        *("month", "definition", "roles", "flow", "unit", "boards", "exclusions", "managers", "n", "employers"),
        *("share", "low", "high", "verdict", "p_holm", "verdict_holm"),
    ),
    "shifts": (
        *(
            "month",
            "traditional_role",
            "old_pole",
            "new_pole",
            "open",
            "n",
            "asking",
            "employers",
            "share",
            "low",
            "high",
        ),
        *("old", "new", "log_ratio", "log_ratio_low", "log_ratio_high"),
        *("old_all", "new_all", "log_ratio_all", "log_ratio_low_all", "log_ratio_high_all"),
        *("old_precision", "new_precision"),
    ),
    "durations": (
        "month",
        "role",
        "median_days",
        "low_days",
        "high_days",
        "employers",
        "spells",
        "closed",
        "censored",
        "open_30_share",
        "open_90_share",
        "suppressed_why",
    ),
    "coverage": ("day", "source", "country", "boards", "observed", "recent", "postings", "postings_observed"),
    "bridge": ("taxonomy_before", "taxonomy_version", "month", "role_before", "role", "open"),
    "daily": (
        *("day", "role", "open", "open_7d", "share", "low", "high", "employers", "coverage"),
        *("opened", "closed", "reopened", "entered", "left_unobserved", "moved_in", "moved_out"),
    ),
    "linkage": ("yardstick", "hits", "wrong", "missed", "precision", "recall", "measured_on"),
    "crawls": ("day", "source", "board", "status", "listed", "collected", "rejected", "robots", "why", "proof"),
}
MADE_OF = {
    "demand": "demand_monthly",
    "shares": "demand_monthly",
    "adjusted": "shares_adjusted",
    "daily": "demand_daily",
}


class NotShown(ValueError):
    """There is no such role or country, or the topic is not told by it; the message is one line that says what there is."""

    exit_code = 2


def rows(store: Store, topic: str, role: str | None, country: str, rung: str = "any") -> pl.DataFrame:
    """The newest partition of the table behind `topic`; with a role the history of that role.

    Raises `StoreError` where nothing is counted yet, `NotShown` where that is not shown by this role, country or rung.
    """
    if role is not None and role not in (known := _roles(store)):
        raise NotShown(f"there is no role {role!r}; there are {', '.join(known)}")
    table = TABLES[MADE_OF.get(topic, topic)]
    partitions = store.partitions(table)
    if not partitions:
        raise StoreError(_nothing(store, topic))
    _refuse_unused(store, table, topic, role, country)
    _refuse_rung(table, topic, rung, country)
    frame = store.scan(table, partitions if role and "role" in table.schema else partitions[-1:])
    for name, value in {"country": country, "rung": rung, "role": role}.items():
        if value and name in table.schema:
            frame = frame.filter(pl.col(name) == value)
    if "open" in table.schema and not role:
        frame = frame.sort("open", descending=True)
    return (with_rates(frame) if topic == "linkage" else frame).select(COLUMNS[topic]).collect()


def _nothing(store: Store, topic: str) -> str:
    if topic == "bridge" and store.partitions(TABLES["roles"]):
        return "the taxonomy has never changed here: there is nothing to bridge"
    return f"nothing is counted yet in {store.url}: run `helpwanted refresh`, `import` or `demo` first"


def _refuse_unused(store: Store, table: Table, topic: str, role: str | None, country: str) -> None:
    """A country that nothing is counted for, and what would change nothing, was meant otherwise."""
    if role is not None and "role" not in table.schema:
        raise NotShown(f"{topic} are not told by role: leave out --role")
    if country == ALL_COUNTRIES:
        return
    if "country" not in table.schema:
        raise NotShown(f"{topic} are told over all countries alone: leave out --country")
    counted = store.scan(table).select(pl.col("country").unique().sort()).collect().to_series()
    if country not in counted:
        raise NotShown(f"nothing is counted for the country {country!r}; there are {', '.join(counted)}")


def _refuse_rung(table: Table, topic: str, rung: str, country: str) -> None:
    if rung == "any":
        return
    if "rung" not in table.schema:
        raise NotShown(f"{topic} are told over all rungs alone: leave out --rung")
    if rung not in RUNGS:
        raise NotShown(f"there is no rung {rung!r}; there are {', '.join(RUNGS)}")
    if country != ALL_COUNTRIES:
        raise NotShown("single rungs are told over all countries alone: leave out --country or --rung")


def _roles(store: Store) -> list[str]:
    """Those that the store was counted by, those of the taxonomy in force, and the sums."""
    counted = store.scan(TABLES["roles"]).select("role").collect().to_series()
    return list(dict.fromkeys([*counted, *(role.id for role in taxonomy().roles), *SUMS_OF_ROLES]))
