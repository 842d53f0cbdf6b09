"""An audit of the classifier on the user's own postings: drawn for a person to label, then scored.

The file to label says nothing of what was read, not even the weights, which would tell it; that stands in a key beside it.
"""

import os
from pathlib import Path

import polars as pl

from expectations.contracts import NO_ROLE
from expectations.tables import TABLES
from transforms import audit
from transforms.clean.text import PLAIN, cleaned
from transforms.taxonomy import taxonomy
from warehouse.files import scan_rows
from warehouse.findings.trends import csv_bytes
from warehouse.sift import naming_what_is_broken
from warehouse.store import Store

LIFECYCLE, POSTINGS, CONTENTS, ROLES = (TABLES[name] for name in ("lifecycle", "postings", "contents", "roles"))
SHOWN = ("id", "label", "title", "employer", "place", "url", "excerpt")
"""What the labeller sees."""
KEPT = ("id", "posting_key", "stratum", "role", "population", "day", "seed", "taxonomy_version")
"""What the key holds."""
EXCERPT = 1500
"""Characters of the text: what the job is mostly stands at the front, and the address leads to the rest."""


class AuditRefused(Exception):
    """The audit cannot be drawn or scored; the message is one line that says what to do."""

    exit_code = 2


def key_of(file: Path) -> Path:
    """Where the key of a file to label lies: `audit.key.csv` beside `audit.csv`."""
    return file.with_suffix(".key.csv")


def draw(store: Store, month: str | None, per_role: int, seed: int, output: Path) -> list[str]:
    """Write a sample of the postings open at the end of `month` (else of what is counted), and its key; what came out, in lines.

    Raises `AuditRefused` where nothing is counted, or where a file is in the way: it may hold labels.
    """
    _refuse_taken(output)
    day = _last_day(store, month)
    postings = _open_on(store, day)
    sample = audit.draw(postings, per_role, seed).collect()
    keyed = sample.with_columns(day=pl.lit(day.removeprefix("day=")), seed=seed).join(_version(store), how="cross")
    _write_private(_with_excerpts(store, sample).select(SHOWN), output)
    _write_private(keyed.select(KEPT), key_of(output))
    whole = f"{sample.unique('stratum')['population'].sum():,} open on {day.removeprefix('day=')}"
    return [
        f"{output}: {sample.height:,} postings, of {whole}; write a role or none into `label`",
        f"{key_of(output)}: what was read; leave it closed until all is labelled",
        "both hold texts of others: keep them to yourself",
    ]


def score(file: Path) -> tuple[pl.DataFrame, list[str]]:
    """What the labels in `file` say (see `transforms.audit.score`); in lines, how many there are, and recall among all postings.

    Raises `AuditRefused` for a label that is none, rows of another draw, or a stratum without a label.
    """
    key = _key(file)
    roles = list(dict.fromkeys([*(role.id for role in taxonomy().roles), *key["role"].filter(key["role"] != NO_ROLE)]))
    labelled = _labelled(file, key, roles)
    strata = key.select("stratum", "role", "population").unique("stratum")
    if missing := sorted({*strata["stratum"]} - {*labelled["stratum"]}):
        raise AuditRefused(f"{file}: nothing of {missing[0]} is labelled yet: label on, rows are in no order")
    found = audit.score(labelled.lazy(), strata.lazy(), roles).collect()
    day, version = key.select("day", "taxonomy_version").row(0)
    whole = f"{strata['population'].sum():,} postings open on {day}"
    recall = told(found, "all").row(by_predicate=pl.col("role") == audit.ANY_SOCIAL, named=True)["recall"]
    return found, [
        f"{labelled.height:,} of {key.height:,} labelled, drawn from {whole}; taxonomy {version}",
        f"recall of any role among them all, {audit.FAR} included: {recall or '–'}",
    ]


def told(scores: pl.DataFrame, scope: str = "near") -> pl.DataFrame:
    """One scope of a score for people: a row for each role, `93% (85–97%)` for each measure; null where nothing is known."""
    percent = [(100 * pl.col(name)).round().cast(pl.Int64) for name in ("estimate", "low", "high")]
    said = scores.filter(scope=scope).with_columns(
        said=pl.format("{}% ({}–{}%)", *percent),
        as_read=pl.format("{}%", (100 * pl.col("as_read")).round().cast(pl.Int64)),
    )
    roles = said.group_by("role", maintain_order=True).agg(
        *(pl.col("said").filter(measure=measure).first().alias(measure) for measure in audit.MEASURES),
        share_as_read=pl.col("as_read").drop_nulls().first(),
    )
    return roles.filter(pl.any_horizontal(pl.exclude("role").is_not_null()))


def _refuse_taken(output: Path) -> None:
    if not output.parent.is_dir():
        raise AuditRefused(f"--output {output}: there is no folder {output.parent}")
    if output.suffix != ".csv":
        raise AuditRefused(f"--output {output}: give a name that ends in .csv")
    if taken := [path for path in (output, key_of(output)) if path.exists()]:
        raise AuditRefused(f"{taken[0]} is there and may hold labels: name another --output")


def _last_day(store: Store, month: str | None) -> str:
    days = [name for name in store.partitions(LIFECYCLE) if month is None or name.startswith(f"day={month}-")]
    if not days:
        when = f" in {month}" if month else ""
        raise AuditRefused(
            f"nothing is counted{when} in {store.url}: run `helpwanted refresh`, `import` or `demo` first"
        )
    return days[-1]


def _open_on(store: Store, day: str) -> pl.LazyFrame:
    """The postings in the stock of a day, as they were cleaned and classified last."""
    counted = store.scan(LIFECYCLE, [day]).filter("is_counted").select("posting_key", "content_digest", "role")
    days = [name for name in store.partitions(POSTINGS) if name <= day]
    read = store.scan(POSTINGS, days).sort("day").unique(["posting_key", "content_digest"], keep="last")
    said = read.select("posting_key", "content_digest", "title", "employer", "place", "url", "reach")
    return counted.join(said, on=["posting_key", "content_digest"], how="left")


def _with_excerpts(store: Store, sample: pl.DataFrame) -> pl.DataFrame:
    """The sample with the front of each text, where it is still kept, and no label yet."""
    wanted = sample.lazy().select("posting_key", "content_digest")
    texts = store.scan(CONTENTS).join(wanted, on=["posting_key", "content_digest"], how="semi")
    plain = cleaned(texts.select("posting_key", excerpt="description").unique("posting_key"), ["excerpt"], PLAIN)
    short = plain.with_columns(pl.col("excerpt").str.head(EXCERPT)).collect()
    return sample.join(short, on="posting_key", how="left", maintain_order="left").with_columns(label=pl.lit(""))


def _version(store: Store) -> pl.DataFrame:
    return store.scan(ROLES).select(pl.col("taxonomy_version").first()).collect()


def _write_private(rows: pl.DataFrame, path: Path) -> None:
    """For its owner's eyes."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(csv_bytes(rows))


def _key(file: Path) -> pl.DataFrame:
    if not key_of(file).is_file():
        raise AuditRefused(f"there is no {key_of(file)}: `helpwanted audit draw` wrote it beside the file to label")
    return scan_rows(key_of(file)).with_columns(pl.col("population").cast(pl.Int64)).collect()


def _labelled(file: Path, key: pl.DataFrame, roles: list[str]) -> pl.DataFrame:
    """stratum and label of each row of `file` that has a label. Raises `AuditRefused` where one cannot be used."""
    rows = scan_rows(file)
    if missing := [name for name in ("id", "label") if name not in (names := rows.collect_schema().names())]:
        raise AuditRefused(f"{file}: there is no column {missing[0]}; it has {', '.join(names)} (commas part columns)")
    label = pl.col("label").str.strip_chars().str.to_lowercase().str.replace_all("[ -]+", "_")
    with naming_what_is_broken(file):
        said = rows.select("id", label=label).filter(pl.col("label") != "").collect()
    known = [*roles, NO_ROLE]
    for row_id, label_ in said.filter(~pl.col("label").is_in(known)).head(1).iter_rows():
        raise AuditRefused(f"{file}: {label_!r} at {row_id} is no label; write one of {', '.join(known)}")
    for (row_id,) in said.filter(~pl.col("id").is_in(key["id"].implode())).select("id").head(1).iter_rows():
        raise AuditRefused(f"{file}: row {row_id} is of another draw than {key_of(file)}")
    for (row_id,) in said.filter(pl.col("id").is_duplicated()).select("id").head(1).iter_rows():
        raise AuditRefused(f"{file}: row {row_id} is labelled twice")
    return said.join(key, on="id").select("stratum", "label")
