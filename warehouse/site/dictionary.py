"""Every table and column of the release, to be read and searched."""

from typing import Any

from warehouse.metadata.dictionary import dictionary_json
from warehouse.site.page import Site


def facts(site: Site) -> dict[str, Any]:
    """What the template `dictionary.html` shows."""
    return {"tables": dictionary_json(site.imprint)["tables"]}
