"""A small synthetic store, put there table by table as the pipeline would, judged and all."""

import hashlib
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from expectations.contracts import RUNGS, TWELVE_ROLES, Table
from expectations.tables import TABLES
from expectations.tables.demand import FLOWS
from expectations.tables.employers import MANAGERS_BY
from warehouse.charts import writing
from warehouse.charts.chart import Chart
from warehouse.release.imprint import Imprint
from warehouse.release.publish import publish
from warehouse.store import Store, write_parquet

FIRST, DAYS = date(2026, 6, 22), 12
EMPLOYERS = 40

Rows = dict[str, pl.DataFrame]
MakeStore = Callable[..., Store]


def _cells() -> pl.DataFrame:
    """Open, opened and closed of every role on every day, in one country and on one rung each."""
    rows = []
    for rank, role in enumerate(TWELVE_ROLES):
        before = 0
        for step in range(DAYS):
            opened = 0 if step == 0 else (step * (rank + 3)) % 5
            closed = 0 if step == 0 else min((step * (rank + 2)) % 4, before)
            entered = 90 // (rank + 1) if step == 0 else 0
            before += opened + entered - closed
            flows = {"open": before, "entered": entered, "opened": opened, "closed": closed}
            rows.append({"day": FIRST + timedelta(step), "role": role, "rung": RUNGS[rank % len(RUNGS)], **flows})
    return pl.DataFrame(rows)


def _summed(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells under every margin that `demand_daily` publishes."""
    parts = []
    for role in (None, "any_social", "any"):
        for country, rung in (("ZZ", "any"), ("US", "any"), ("ZZ", None)):
            named = {"role": role, "country": country, "rung": rung}
            part = cells.with_columns(pl.lit(value).alias(name) for name, value in named.items() if value)
            sums = pl.col("open", "entered", "opened", "closed").sum()
            parts.append(part.group_by("day", "role", "country", "rung").agg(sums))
    return pl.concat(parts, how="diagonal").sort("day", "role", "country", "rung")


def _demand_daily() -> pl.DataFrame:
    whole = pl.col("open").filter(role="any_social", country="ZZ", rung="any").first().over("day")
    share = pl.when(pl.col("role") == "any").then(None).when(pl.col("role") == "any_social").then(1.0)
    others = [column.name for column in FLOWS if column.name not in ("entered", "opened", "closed")]
    return (
        _summed(_cells())
        .with_columns(
            pl.col("open").alias("vacancies"),
            pl.lit(0).alias("carried"),
            pl.col("open").alias("sighted"),
            *(pl.lit(0).alias(name) for name in others),
            share.otherwise(pl.col("open") / whole).alias("share"),
            employers=pl.min_horizontal("open", pl.lit(EMPLOYERS)),
            n_eff=pl.lit(20.0),
            top_employer_share=pl.lit(0.2),
            index=pl.lit(100.0),
            matched_index=100 + pl.col("day").dt.month().cast(pl.Float64),
            coverage=pl.lit(0.9),
            is_suppressed=pl.lit(False),
            suppressed_why=pl.lit(None),
            matched_chain=pl.lit(1.0),
        )
        .with_columns(
            low=pl.max_horizontal(pl.col("share") - 0.04, pl.lit(0.0)),
            high=pl.min_horizontal(pl.col("share") + 0.04, pl.lit(1.0)),
            low_all=pl.max_horizontal(pl.col("share") - 0.05, pl.lit(0.0)),
            high_all=pl.min_horizontal(pl.col("share") + 0.05, pl.lit(1.0)),
        )
    )


def _demand_monthly(daily: pl.DataFrame) -> pl.DataFrame:
    flows = [column.name for column in FLOWS]
    stock = [name for name in daily.columns if name not in (*flows, "day", "role", "country", "rung")]
    return (
        daily.with_columns(month=pl.col("day").dt.strftime("%Y-%m"))
        .sort("day")
        .group_by("month", "role", "country", "rung")
        .agg(
            pl.col("day").last().alias("last_on"),
            pl.len().alias("days"),
            pl.col("open").mean().alias("mean_open"),
            pl.col(stock).last(),
            pl.col(flows).sum(),
        )
        .with_columns(is_complete=pl.col("month") == "2026-06", mean_matched_chain=pl.lit(1.0))
    )


def _managers() -> pl.DataFrame:
    low = {"D1": 0.3, "D2": 0.46, "D3": 0.55, "D4": 0.2, "D5": 0.4}
    verdicts = dict(
        zip(low, ("contradicted", "undetermined", "supported", "contradicted", "undetermined"), strict=True)
    )
    return pl.DataFrame(
        {
            "month": month,
            "definition": definition,
            "roles": roles,
            "flow": flow,
            "unit": "postings",
            "boards": "all",
            "exclusions": "homonyms",
            "managers": round(300 * (low[definition] + 0.06)),
            "n": 300,
            "employers": EMPLOYERS,
            "n_eff": 20.0,
            "share": low[definition] + 0.06,
            "low": low[definition],
            "high": low[definition] + 0.12,
            "verdict": verdicts[definition],
            "p_value": 0.5 if verdicts[definition] == "undetermined" else 0.01,
            "p_holm": 1.0 if verdicts[definition] == "undetermined" else 0.05,
            "verdict_holm": "undetermined",
            "is_plurality": True if definition == "D2" else None,
            "coverage": 0.9,
        }
        for month in ("2026-06", "2026-07")
        for definition in low
        for roles in ("article", "twelve")
        for flow in ("stock", "inflow")
    )


def _employers(monthly: pl.DataFrame) -> pl.DataFrame:
    """The stock of each role, dealt out to the employers one by one."""
    stock = monthly.filter(pl.col("role").is_in(TWELVE_ROLES), country="ZZ", rung="any")
    dealt = stock.select("month", "role", "open").join(pl.DataFrame({"place": range(EMPLOYERS)}), how="cross")
    left = pl.col("open") % EMPLOYERS
    is_named = pl.col("role").is_in(("social_media_manager", "community_manager"))
    return (
        dealt.with_columns(open=pl.col("open") // EMPLOYERS + (pl.col("place") < left))
        .filter(pl.col("open") > 0)
        .select(
            "month",
            "role",
            "open",
            employer="Employer " + pl.col("place").cast(pl.String),
            texts="open",
            **{name: pl.when(is_named).then("open").otherwise(0) for name in MANAGERS_BY},
        )
    )


def _sources() -> pl.DataFrame:
    facts = ("is_enabled", "lists_complete", "has_posted_date", "has_close_date", "has_description")
    words = ("proof", "pii_fields", "terms_note", "licence")
    return pl.DataFrame(
        {"source": ["lever"], "kind": "boards", **dict.fromkeys(facts, True), **dict.fromkeys(words, "")}
    )


def _roles() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "role": role,
            "label": role.replace("_", " ").capitalize(),
            "precedence": place,
            "origin": "article" if place < 8 else "project",
            "definition": f"What a {role} does.",
            "taxonomy_version": "1.0.0+0a1b2c3d",
        }
        for place, role in enumerate(TWELVE_ROLES, start=1)
    )


def _days() -> list[date]:
    return [FIRST + timedelta(step) for step in range(DAYS)]


def _crawls() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": day,
            "source": "greenhouse",
            "board": board,
            "status": "complete",
            "collected": 3,
            "rejected": 0,
            "robots": "allowed",
            "misses_to_close": 1,
        }
        for day in _days()
        for board in ("acme", "=cmd()")
    )


def _boards() -> pl.DataFrame:
    return _crawls().select(
        "day",
        "source",
        "board",
        first_complete_on=pl.lit(FIRST),
        postings=pl.lit(3),
        doubts=pl.lit(0),
        failures=pl.lit(0),
        is_chronic=pl.lit(False),
    )


def _coverage() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": day,
            "source": "all",
            "country": "ZZ",
            "boards": 50,
            "observed": 45,
            "recent": 49,
            "postings": 900,
            "postings_observed": 860,
        }
        for day in _days()
    )


def _postings() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": FIRST,
            "source": "greenhouse",
            "board": "acme",
            "posting_key": f"greenhouse/acme/{number}",
            "posting_id": str(number),
            "content_digest": f"{number:016x}",
            "title": "=HYPERLINK(<script>alert(1)</script>) Community Manager",
            "employer": "Acme & Søns",
            "role": "community_manager",
            "rung": "manager",
            "traditional_role": "none",
            "is_homonym": False,
            "is_evergreen": False,
            "is_role_uncertain": False,
            "is_manager_titled": True,
            "taxonomy_version": "1.0.0+0a1b2c3d",
        }
        for number in range(4)
    )


def _lifecycle() -> pl.DataFrame:
    kept = (
        *("source", "board", "posting_key", "employer", "role", "rung", "content_digest"),
        *("traditional_role", "is_manager_titled", "is_homonym", "is_evergreen"),
    )
    return pl.concat(
        _postings().select(
            pl.lit(day).alias("day"),
            *kept,
            status=pl.lit("open"),
            is_sighted=pl.lit(True),
            is_counted=pl.lit(True),
            was_counted=pl.lit(True),
            first_seen_on=pl.lit(FIRST),
            last_seen_on=pl.lit(day),
            misses=pl.lit(0),
            is_left_truncated=pl.lit(True),
        )
        for day in _days()[-2:]
    )


def _vacancies() -> pl.DataFrame:
    """Every posting has a vacancy of its own."""
    marks = ("employer_mark", "title_mark", "country_mark", "place_mark")
    return _lifecycle().select(
        *("day", "source", "board", "posting_key"),
        posting_id=pl.col("posting_key").str.split("/").list.last(),
        vacancy_id="posting_key",
        entered_on=pl.lit(FIRST),
        **{name: pl.col("posting_key").rank("dense").cast(pl.UInt64) for name in marks},
    )


def _durations() -> pl.DataFrame:
    """All twelve roles have a median and its interval; the single roles are withheld."""
    return pl.DataFrame(
        {
            "month": "2026-07",
            "role": role,
            "since_on": FIRST,
            "spells": 300,
            "closed": 200,
            "censored": 100,
            "ageless": 0,
            "employers": EMPLOYERS,
            "median_days": days,
            "low_days": days and days - 5,
            "high_days": days and days + 7,
            "is_suppressed": days is None,
        }
        for role, days in {"any_social": 35, **dict.fromkeys(TWELVE_ROLES)}.items()
    )


def _shifts() -> pl.DataFrame:
    """More marketing postings speak of pull than of push; of public relations nobody knows."""
    roles = {"marketing": ("push", "pull", 0.5), "public_relations": ("faux", "frank", None)}
    return pl.DataFrame(
        {
            "month": "2026-07",
            "traditional_role": role,
            "old_pole": old,
            "new_pole": new,
            **dict.fromkeys(("open", "n"), 100),
            "asking": 55,
            "employers": EMPLOYERS,
            "share": 0.55,
            "low": 0.43,
            "high": 0.67,
            **dict.fromkeys(("old", "new", "old_all", "new_all"), 20),
            "log_ratio": ratio,
            "log_ratio_low": ratio and ratio - 0.4,
            "log_ratio_high": ratio and ratio + 0.4,
            "lexicon_version": "0a1b2c3d",
        }
        for role, (old, new, ratio) in roles.items()
    )


def small_tables() -> Rows:
    """Every released table, by name, as tiny frames that agree with one another."""
    daily = _demand_daily()
    monthly = _demand_monthly(daily)
    return {
        "demand_daily": daily,
        "demand_monthly": monthly,
        "employers": _employers(monthly),
        "managers": _managers(),
        "durations": _durations(),
        "shifts": _shifts(),
        "coverage": _coverage(),
        "roles": _roles(),
        "sources": _sources(),
        "postings": _postings(),
        "lifecycle": _lifecycle(),
        "vacancies": _vacancies(),
        "boards": _boards(),
        "crawls": _crawls(),
    }


def _put(store: Store, table: Table, partition: str, rows: pl.DataFrame, scratch: Path, *, is_success: bool) -> None:
    """Put one partition in place with its verdict."""
    path = f"tables/{table.name}/{partition}/all.parquet" if partition != "all" else f"tables/{table.name}/all.parquet"
    write_parquet(table.conform(rows.lazy()).collect(), scratch, {"table": table.name})
    store.put(scratch, path)
    verdict = {
        "table": table.name,
        "partition": partition,
        "file_sha256": hashlib.sha256(scratch.read_bytes()).hexdigest(),
        "expectation": "rows",
        "severity": "error",
        "is_success": is_success,
        "observed": str(len(rows)),
    }
    write_parquet(pl.DataFrame([verdict]), scratch, {})
    store.put(scratch, f"tables/verdicts/{partition}/{table.name}.parquet")


def fill(root: Path, *, url: str = "", is_synthetic: bool = True, failing: str = "", **changed: pl.DataFrame) -> Store:
    """A store at `url`, else in `root`/data, from the small tables, with other rows where given.

    `failing` names a table that the gate refused.
    """
    store = Store(url or str(root / "data"))
    store.claim(is_synthetic=is_synthetic)
    for name, rows in {**small_tables(), **changed}.items():
        table = TABLES[name]
        key = "all" if table.partition == "none" else table.partition
        parts = rows.with_columns(all=pl.lit("all")).partition_by(key, as_dict=True, maintain_order=True)
        for (value,), part in parts.items():
            partition = "all" if key == "all" else f"{key}={value}"
            _put(store, table, partition, part, root / "scratch.parquet", is_success=name != failing)
    return store


@pytest.fixture
def make_store(tmp_path: Path) -> MakeStore:
    """Fills a store below `tmp_path`."""
    return partial(fill, tmp_path)


@pytest.fixture(scope="session")
def release_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the small synthetic tables. Read only: a test that changes it copies it first."""
    root = tmp_path_factory.mktemp("released")
    return root / "data" / publish(fill(root)).path


@pytest.fixture
def drawn_before(release_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Synthetic releases get the pictures of `release_folder`: to draw them anew takes most of the time of a release."""
    draw = writing.pictures

    def pictures(chart: Chart, imprint: Imprint) -> tuple[str, bytes]:
        known = release_folder / "charts" / chart.name
        if not imprint.is_synthetic:
            return draw(chart, imprint)
        return known.with_suffix(".svg").read_text("utf-8"), known.with_suffix(".png").read_bytes()

    monkeypatch.setattr(writing, "pictures", pictures)


@pytest.fixture
def released_store(release_folder: Path, tmp_path: Path) -> Store:
    """A copy of the store with its release; `make_store` changes tables in it."""
    shutil.copytree(release_folder.parents[1], tmp_path / "data")
    return Store(str(tmp_path / "data"))


@pytest.fixture
def copied_release(release_folder: Path, tmp_path: Path) -> Path:
    """The same release, to break."""
    return Path(shutil.copytree(release_folder, tmp_path / "copy"))


@pytest.fixture
def small() -> Rows:
    """The small tables, to change one and make a store of them."""
    return small_tables()
