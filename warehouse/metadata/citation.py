"""How a release is cited, in one sentence."""

from warehouse.release.imprint import LICENCE, SYNTHETIC, Imprint, spoken

AUTHOR = "The helpwanted project"
TITLE = "Help wanted: how many people each social media role is being asked for"


def citation(imprint: Imprint) -> str:
    """The citation, in one sentence."""
    return (
        f"{AUTHOR} ({imprint.last_on.year}). {TITLE}. Release {imprint.release}, "
        f"data to {spoken(imprint.last_on)}{f', {SYNTHETIC}' if imprint.is_synthetic else ''}. Licence {LICENCE}."
    )
