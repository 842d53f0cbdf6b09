"""Descriptions for search engines (schema.org), for the archive Zenodo, and for whoever cites (CITATION.cff)."""

import json
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
    # Without a host it is where the file lies beside this description.
    address = imprint.permalink(path) if imprint.site else path
    return {"@type": "DataDownload", "name": path, "encodingFormat": form, "contentUrl": address}


def zenodo(imprint: Imprint) -> dict[str, Any]:
    """.zenodo.json: the metadata of a deposit (https://developers.zenodo.org, deposit metadata)."""
    return {
        "upload_type": "dataset",
        "title": title(imprint),
        "description": abstract(imprint),
        "creators": [{"name": AUTHOR}],
        "publication_date": imprint.last_on.isoformat(),
        "access_right": "open",
        "license": LICENCE,
        "keywords": [*KEYWORDS],
        "version": imprint.release,
        "language": "eng",
    }


def citation_file(imprint: Imprint) -> str:
    """CITATION.cff of the Citation File Format 1.2.0: what `zenodo` says too. JSON strings and lists are YAML as well."""
    facts = {
        "cff-version": "1.2.0",
        "message": "Please cite this release as below.",
        "type": "dataset",
        "title": title(imprint),
        "version": imprint.release,
        "date-released": imprint.last_on.isoformat(),
        "license": LICENCE,
        "abstract": abstract(imprint),
        "keywords": KEYWORDS,
        "authors": [{"name": AUTHOR}],
        **({"url": imprint.permalink()} if imprint.site else {}),
    }
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())
