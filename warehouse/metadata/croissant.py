"""croissant.json: MLCommons' Croissant 1.1 (https://docs.mlcommons.org/croissant), from the contracts."""

from pathlib import Path
from typing import Any

import polars as pl

from expectations.contracts import Column, Table
from warehouse.metadata.citation import citation
from warehouse.metadata.description import dataset
from warehouse.release.imprint import Imprint
from warehouse.release.sums import sha256
from warehouse.release.tables import RELEASED, Published

PARQUET = "application/x-parquet"
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context of the standard, word for word."""
TYPES: dict[object, str] = {
    pl.String: "sc:Text",
    pl.Int64: "sc:Integer",
    pl.UInt64: "sc:Integer",
    pl.Float64: "sc:Float",
    pl.Boolean: "sc:Boolean",
    pl.Date: "sc:Date",
    pl.Datetime: "sc:DateTime",
}


def croissant(folder: Path, imprint: Imprint) -> dict[str, Any]:
    """The data set: a file for each Parquet file, a record set for each table."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        **dataset(imprint),
        "version": semantic(imprint.release),
        "citeAs": citation(imprint),
        "distribution": [entry for table in RELEASED for entry in _files(folder, table)],
        "recordSet": [_records(folder, table) for table in RELEASED],
    }


def semantic(release: str) -> str:
    """`2026.11.2` as MAJOR.MINOR.PATCH, which Croissant wants: 2026.11.2; a first release has 1, a name of its own stays."""
    numbers = release.split(".")
    if not all(number.isdigit() for number in numbers) or len(numbers) > 3:
        return release
    return ".".join(str(int(number)) for number in [*numbers, "1"][:3])


def _files(folder: Path, table: Table) -> list[dict[str, Any]]:
    paths = Published(folder).paths(table)
    files = [_file(folder, path) for path in paths]
    if len(paths) == 1:
        return files
    contained = [{"@id": file["@id"]} for file in files]
    part = {"@type": "cr:FileSet", "@id": table.name, "encodingFormat": PARQUET, "containedIn": contained}
    return [*files, {**part, "includes": f"data/{table.name}/*/*.parquet"}]


def _file(folder: Path, path: Path) -> dict[str, Any]:
    name = path.relative_to(folder).as_posix()
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": PARQUET,
        "sha256": sha256(path),
    }


def _records(folder: Path, table: Table) -> dict[str, Any]:
    paths = Published(folder).paths(table)
    one = {"fileObject": {"@id": paths[0].relative_to(folder).as_posix()}}
    source = one if len(paths) == 1 else {"fileSet": {"@id": table.name}}
    return {
        "@type": "cr:RecordSet",
        "@id": f"{table.name}-records",
        "name": table.name,
        "description": table.doc,
        "key": [{"@id": _id(table, name)} for name in table.key],
        "field": [_field(table, column, source) for column in table.columns if column.is_public],
    }


def _field(table: Table, column: Column, source: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": _id(table, column.name),
        "name": column.name,
        "description": f"{column.doc} Unit: {column.unit}." if column.unit else column.doc,
        "dataType": TYPES[column.dtype.base_type()],
        "source": {**source, "extract": {"column": column.name}},
    }


def _id(table: Table, column: str) -> str:
    return f"{table.name}-records/{column}"
