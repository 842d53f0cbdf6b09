"""The files that make a release citable and usable, written together."""

import json
from pathlib import Path

from warehouse.findings.headline import Headline
from warehouse.metadata.archives import citation_file, schema_org, zenodo
from warehouse.metadata.croissant import croissant
from warehouse.metadata.datapackage import datapackage
from warehouse.metadata.dictionary import dictionary, dictionary_json
from warehouse.metadata.readme import readme
from warehouse.release.imprint import IMPRINT, Imprint


def write_metadata(folder: Path, headline: Headline, imprint: Imprint) -> None:
    """Write imprint, dictionary, citation, read-me and the descriptions for machines into the release in `folder`.

    The tables and trends must be there: their sizes and digests are told.
    """
    for name, text in {
        "dictionary.md": dictionary(imprint),
        "CITATION.cff": citation_file(imprint),
        "README.md": readme(headline, imprint),
    }.items():
        (folder / name).write_text(text, "utf-8")
    for name, facts in {
        IMPRINT: imprint.facts,
        "dictionary.json": dictionary_json(imprint),
        "datapackage.json": datapackage(folder, imprint),
        "croissant.json": croissant(folder, imprint),
        "dataset.jsonld": schema_org(folder, imprint),
        ".zenodo.json": zenodo(imprint),
    }.items():
        (folder / name).write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", "utf-8")
