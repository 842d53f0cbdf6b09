"""How a release is cited."""

import json

from warehouse.release.imprint import LICENCE, SYNTHETIC, Imprint, spoken

AUTHOR = "The helpwanted project"
TITLE = "Help wanted: how many people each social media role is being asked for"


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
    return "\n".join([*lines, "authors:", f'  - name: "{AUTHOR}"', ""])
