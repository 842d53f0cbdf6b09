"""The imprint: what every file of a release says about the release it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from expectations.contracts import Table

IMPRINT = "release.json"
"""The imprint of a release, as its facts."""

METHOD = "4"
"""Counts the changes of how a release is made from the tables. Part of the fingerprint: a new method, a new release."""

LICENCE = "CC-BY-4.0"
"""Licence of the released data. The code has its own (Apache-2.0)."""

SYNTHETIC = "SYNTHETIC DATA"
"""The words that stand on every surface made from the sandbox."""


def code_version() -> str:
    """Version of the installed project."""
    return version("helpwanted")


def spoken(day: date) -> str:
    """`30 June 2026`."""
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class Imprint:
    """Name, range and origin of a release. There is no clock in it: a release is dated by its last day of data."""

    release: str
    first_on: date
    last_on: date
    is_synthetic: bool
    taxonomy_version: str
    fingerprint: str
    """SHA-256 over the digests of everything the release was made from."""
    before: str = ""
    """The release that its changes are told against; empty for the first."""
    site: str = ""
    """Address under which releases are hosted, without a slash at its end; empty where nobody has said."""

    def permalink(self, path: str = "") -> str:
        """Address of a page of this release for ever; relative to the folder of all releases where `site` is empty."""
        return f"{self.site}/{self.release}/{path}".lstrip("/")

    @classmethod
    def read(cls, facts: Mapping[str, str]) -> "Imprint":
        """The imprint from its texts, as `facts` gives them."""
        return cls(
            release=facts["release"],
            first_on=date.fromisoformat(facts["first_on"]),
            last_on=date.fromisoformat(facts["last_on"]),
            is_synthetic=facts["is_synthetic"] == "true",
            taxonomy_version=facts["taxonomy_version"],
            fingerprint=facts["fingerprint"],
            before=facts.get("before", ""),
            site=facts.get("site", ""),
        )

    @property
    def edition(self) -> str:
        """The release as one names it in a sentence, with the warning where it belongs."""
        return f"helpwanted release {self.release}" + (f" ({SYNTHETIC})" if self.is_synthetic else "")

    @property
    def source_line(self) -> str:
        """The line that stands under every chart."""
        return f"Source: {self.edition}, to {spoken(self.last_on)}, CC BY 4.0"

    @property
    def facts(self) -> dict[str, str]:
        """The imprint as texts, for footers and `release.json`."""
        return {
            "release": self.release,
            "first_on": self.first_on.isoformat(),
            "last_on": self.last_on.isoformat(),
            "is_synthetic": str(self.is_synthetic).lower(),
            "taxonomy_version": self.taxonomy_version,
            "code_version": code_version(),
            "release_method": METHOD,
            "licence": LICENCE,
            "fingerprint": self.fingerprint,
            "before": self.before,
            "site": self.site,
        }

    def footer(self, table: Table) -> dict[str, str]:
        """Key-value metadata of the Parquet file of `table`."""
        return {**self.facts, "table": table.name, "table_version": str(table.version)}
