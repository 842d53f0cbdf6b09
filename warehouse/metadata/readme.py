"""README.md of a release."""

from warehouse.findings.headline import Headline
from warehouse.findings.sentences import summary
from warehouse.metadata.citation import citation
from warehouse.metadata.snippets import elsewhere, snippets
from warehouse.release.imprint import SYNTHETIC, Imprint
from warehouse.release.sums import SUMS
from warehouse.release.tables import NEWEST_ONLY, RELEASED, data_path
from warehouse.templating import TEMPLATES


def readme(headline: Headline, imprint: Imprint) -> str:
    """README.md of the release: what it says, what is in it, how to query it."""
    return TEMPLATES.get_template("README.md.jinja").render(
        imprint=imprint,
        synthetic=SYNTHETIC if imprint.is_synthetic else "",
        summary=summary(headline),
        tables=RELEASED,
        newest_only=NEWEST_ONLY,
        data_path=data_path,
        snippets=snippets(),
        elsewhere=elsewhere(),
        citation=citation(imprint),
        sums=SUMS,
    )
