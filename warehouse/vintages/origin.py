"""What a release was made from and with."""

from collections.abc import Mapping
from dataclasses import dataclass

from warehouse.release.imprint import Imprint


@dataclass(frozen=True)
class Origin:
    """Versions and inputs of a release."""

    imprint: Imprint
    release_method: str
    versions: Mapping[str, str]
    """Table → method version, from the footers."""
    inputs: Mapping[str, str]
    """File of the store → SHA-256."""


def read_inputs(listing: str) -> dict[str, str]:
    """File → digest, from the lines of `inputs.sha256`."""
    return {path: digest for digest, _, path in (line.partition("  ") for line in listing.splitlines())}


def versions(footers: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Table → method version, from footers by table."""
    return {name: footer["table_version"] for name, footer in footers.items() if "table_version" in footer}
