"""The files that make a release citable, written together."""

import json
from pathlib import Path

from warehouse.findings.headline import Headline
from warehouse.metadata.citation import citation_file
from warehouse.metadata.dictionary import dictionary
from warehouse.metadata.readme import readme
from warehouse.release.imprint import IMPRINT, Imprint


def write_metadata(folder: Path, headline: Headline, imprint: Imprint) -> None:
    """Write imprint, dictionary, citation and read-me into the release in `folder`."""
    for name, text in {
        IMPRINT: json.dumps(imprint.facts, indent=2) + "\n",
        "dictionary.md": dictionary(imprint),
        "CITATION.cff": citation_file(imprint),
        "README.md": readme(headline, imprint),
    }.items():
        (folder / name).write_text(text, "utf-8")
