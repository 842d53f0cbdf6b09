"""What every description of a release says of it, whatever the format."""

from warehouse.metadata.citation import AUTHOR, TITLE
from warehouse.release.imprint import SYNTHETIC, Imprint, spoken

LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
KEYWORDS = ("labour market", "job postings", "social media", "vacancies", "occupations", "trend data")


def title(imprint: Imprint) -> str:
    """The title, with the warning where it belongs."""
    return f"{TITLE} ({SYNTHETIC})" if imprint.is_synthetic else TITLE


def abstract(imprint: Imprint) -> str:
    """Two sentences on what is in it and where it comes from."""
    kind = "a pretend labour market" if imprint.is_synthetic else "public job boards that machines can read"
    return (
        f"{imprint.edition}: data from {spoken(imprint.first_on)} to {spoken(imprint.last_on)} on open postings for social "
        f"media roles, with stock, inflow, outflow, shares, intervals clustered by employer, and the coverage of the panel. "
        f"The postings come from {kind}; a panel of boards is no sample of all vacancies."
    )


def dataset(imprint: Imprint) -> dict[str, object]:
    """The properties of schema.org's `Dataset` that every JSON-LD description shares."""
    return {
        "name": title(imprint),
        "description": abstract(imprint),
        "version": imprint.release,
        "datePublished": imprint.last_on.isoformat(),
        "license": LICENCE_ADDRESS,
        "creator": {"@type": "Organization", "name": AUTHOR},
        "keywords": [*KEYWORDS],
        "temporalCoverage": f"{imprint.first_on}/{imprint.last_on}",
        "isAccessibleForFree": True,
        "inLanguage": "en",
        **({"url": imprint.permalink()} if imprint.site else {}),
    }
