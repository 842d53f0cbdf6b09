"""What makes a release citable and checkable: imprint, dictionary, citation, read-me, checksums."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from expectations.dictionary import markdown
from warehouse.exports import NEWEST_ONLY, RELEASED, data_path
from warehouse.findings import summary
from warehouse.headline import Headline
from warehouse.imprint import LICENCE, SYNTHETIC, Imprint, spoken

SUMS = "SHA256SUMS"
"""Put in place last: a release without it never happened."""

IMPRINT = "release.json"
"""The imprint of a release, as its facts."""

TEMPLATES = Environment(
    loader=PackageLoader("warehouse"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
"""Every value in an HTML page is escaped; a name that a template misspells is an error."""

TITLE = "Help wanted: how many people each social media role is being asked for"


def snippets(folder: str = "") -> dict[str, str]:
    """Three lines of Python that print the monthly stock of all twelve roles, by the library they use.

    `folder` stands before the path of the file, with its `/`; without it they run inside the release.
    """
    path = f"{folder}data/demand_monthly.parquet"
    where = "role {0} 'any_social' and country {0} 'ZZ' and rung {0} 'any'"
    return {
        "polars": f'import polars as pl; print(pl.read_parquet("{path}")'
        '.filter(role="any_social", country="ZZ", rung="any").select("month", "open"))',
        "DuckDB": f"import duckdb; duckdb.sql(\"select month, open from '{path}' where {where.format('=')}\").show()",  # noqa: S608  no text of others goes in
        "pandas": f'import pandas as pd; print(pd.read_parquet("{path}")'
        f'.query("{where.format("==")}")[["month", "open"]])',
    }


def write_metadata(folder: Path, headline: Headline, imprint: Imprint) -> None:
    """Write imprint, dictionary, citation and read-me into the release in `folder`."""
    for name, text in {
        IMPRINT: json.dumps(imprint.facts, indent=2) + "\n",
        "dictionary.md": dictionary(imprint),
        "CITATION.cff": citation_file(imprint),
        "README.md": readme(headline, imprint),
    }.items():
        (folder / name).write_text(text, "utf-8")


def dictionary(imprint: Imprint) -> str:
    """The published tables and their public columns, as Markdown."""
    public = (replace(table, columns=tuple(c for c in table.columns if c.is_public)) for table in RELEASED)
    return f"# Data dictionary\n\n{imprint.edition}. A null means “unknown”, never zero.\n\n{markdown(public)}"


def citation(imprint: Imprint) -> str:
    """The citation, in one sentence."""
    return (
        f"helpwanted project ({imprint.last_on.year}). {TITLE}. Release {imprint.release}, "
        f"data to {spoken(imprint.last_on)}{f', {SYNTHETIC}' if imprint.is_synthetic else ''}. Licence {LICENCE}."
    )


def citation_file(imprint: Imprint) -> str:
    """CITATION.cff of the Citation File Format 1.2.0. Its texts are written as JSON strings, which YAML reads."""
    facts = {
        "cff-version": "1.2.0",
        "message": "Please cite this release as below.",
        "type": "dataset",
        "title": f"{TITLE} ({SYNTHETIC})" if imprint.is_synthetic else TITLE,
        "version": imprint.release,
        "date-released": imprint.last_on.isoformat(),
        "license": LICENCE,
        "abstract": f"{imprint.edition}: data from {spoken(imprint.first_on)} to {spoken(imprint.last_on)}.",
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    return "\n".join([*lines, "authors:", '  - name: "The helpwanted project"', ""])


def readme(headline: Headline, imprint: Imprint) -> str:
    """README.md of the release: what it says, what is in it, how to query it."""
    return TEMPLATES.get_template("README.md.jinja").render(
        imprint=imprint,
        synthetic=SYNTHETIC if imprint.is_synthetic else "",
        summary=summary(headline),
        tables=RELEASED,
        newest_only=NEWEST_ONLY,
        data_path=data_path,
        snippets=snippets(),
        citation=citation(imprint),
        sums=SUMS,
    )


def files_of(folder: Path) -> list[str]:
    """Relative paths of the files of a release, sorted, without the checksums."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if path != SUMS)


def checksums(folder: Path) -> str:
    """SHA256SUMS over every file, as `sha256sum --check` reads it."""
    return "".join(f"{_sha256(folder / path)}  {path}\n" for path in files_of(folder))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
