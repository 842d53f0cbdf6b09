"""Descriptions for search engines (schema.org) and for the archive Zenodo."""

from pathlib import Path
from typing import Any

from warehouse.findings.trends import TRENDS
from warehouse.metadata.citation import AUTHOR
from warehouse.metadata.description import KEYWORDS, abstract, dataset, title
from warehouse.release.imprint import LICENCE, Imprint
from warehouse.release.tables import RELEASED, Published


def schema_org(folder: Path, imprint: Imprint) -> dict[str, Any]:
    """schema.org's `Dataset`, with what Google's Dataset Search reads of it."""
    paths = [path.relative_to(folder).as_posix() for table in RELEASED for path in Published(folder).paths(table)]
    measured = (column for table in RELEASED for column in table.columns if column.is_public and column.unit)
    return {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Dataset",
        **dataset(imprint),
        "variableMeasured": [*dict.fromkeys(f"{column.name} ({column.unit})" for column in measured)],
        "distribution": [_download(imprint, path) for path in (*TRENDS, *paths)],
    }


def _download(imprint: Imprint, path: str) -> dict[str, str]:
    form = "text/csv" if path.endswith(".csv") else "application/vnd.apache.parquet"
    return {"@type": "DataDownload", "name": path, "encodingFormat": form, "contentUrl": imprint.permalink(path)}


def zenodo(imprint: Imprint) -> dict[str, Any]:
    """.zenodo.json: the metadata of a deposit (https://developers.zenodo.org, deposit metadata)."""
    return {
        "upload_type": "dataset",
        "title": f"{title(imprint)}, release {imprint.release}",
        "description": f"<p>{abstract(imprint)}</p>",
        "creators": [{"name": AUTHOR}],
        "publication_date": imprint.last_on.isoformat(),
        "access_right": "open",
        "license": LICENCE.lower(),
        "keywords": [*KEYWORDS],
        "version": imprint.release,
        "language": "eng",
    }
