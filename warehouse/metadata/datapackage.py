"""datapackage.json: the Data Package standard, version 2 (https://datapackage.org), from the contracts."""

from pathlib import Path
from typing import Any

import polars as pl

from expectations.contracts import Column, Table
from warehouse.findings.trends import ADDED, MADE_OF, TRENDS
from warehouse.metadata.citation import AUTHOR
from warehouse.metadata.description import KEYWORDS, LICENCE_ADDRESS, abstract, title
from warehouse.release.imprint import LICENCE, Imprint
from warehouse.release.sums import sha256
from warehouse.release.tables import RELEASED, Published

TYPES: dict[object, str] = {
    pl.String: "string",
    pl.Int64: "integer",
    pl.UInt64: "integer",
    pl.Float64: "number",
    pl.Boolean: "boolean",
    pl.Date: "date",
    pl.Datetime: "datetime",
}


def datapackage(folder: Path, imprint: Imprint) -> dict[str, Any]:
    """The package: every table as Parquet, every trend as CSV, each with its schema and the digests of its files."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "helpwanted",
        "title": title(imprint),
        "description": abstract(imprint),
        "version": imprint.release,
        "created": f"{imprint.last_on}T00:00:00Z",
        "keywords": [*KEYWORDS],
        "licenses": [{"name": LICENCE, "path": LICENCE_ADDRESS, "title": "Creative Commons Attribution 4.0"}],
        "contributors": [{"title": AUTHOR, "roles": ["creator"]}],
        "resources": [
            *(_parquet(folder, table) for table in RELEASED),
            *(_csv(folder, path) for path in TRENDS),
        ],
    }


def _parquet(folder: Path, table: Table) -> dict[str, Any]:
    files = Published(folder).paths(table)
    paths = [path.relative_to(folder).as_posix() for path in files]
    stated = {
        "name": table.name,
        "description": table.doc,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "fields": [_field(column) for column in table.columns if column.is_public],
            "primaryKey": [*table.key],
        },
    }
    if len(files) == 1:
        return {**stated, "path": paths[0], "bytes": files[0].stat().st_size, "hash": f"sha256:{sha256(files[0])}"}
    return {**stated, "path": paths}


def _csv(folder: Path, path: str) -> dict[str, Any]:
    frame = pl.read_csv(folder / path, try_parse_dates=True)
    meaning = ADDED | {column.name: column.doc for column in MADE_OF[path].columns}
    return {
        "name": path.removesuffix(".csv").replace("/", "-").replace("_", "-"),
        "description": MADE_OF[path].doc,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{sha256(folder / path)}",
        "schema": {
            "fields": [
                {"name": name, "type": TYPES.get(dtype.base_type(), "string"), "description": meaning[name]}
                for name, dtype in frame.schema.items()
            ]
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if not column.is_nullable else {}
    if column.allowed:
        constraints["enum"] = [*column.allowed]
    if column.low is not None:
        constraints["minimum"] = column.low
    if column.high is not None:
        constraints["maximum"] = column.high
    return {
        "name": column.name,
        "type": TYPES[column.dtype.base_type()],
        "description": column.doc,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }
