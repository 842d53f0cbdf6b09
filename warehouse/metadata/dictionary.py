"""The data dictionary of a release, from the contracts."""

from dataclasses import replace

from expectations.dictionary import markdown
from warehouse.release.imprint import Imprint
from warehouse.release.tables import RELEASED


def dictionary(imprint: Imprint) -> str:
    """The published tables and their public columns, as Markdown."""
    public = (replace(table, columns=tuple(c for c in table.columns if c.is_public)) for table in RELEASED)
    return f"# Data dictionary\n\n{imprint.edition}. A null means “unknown”, never zero.\n\n{markdown(public)}"
