"""How to cite the release, its pages and its charts."""

from typing import Any

from warehouse.findings.claims import HALF, SOCIAL, Matter, Measured, beside_threshold, managers
from warehouse.findings.kinds import Kind
from warehouse.metadata.citation import citation
from warehouse.metadata.cite import cite
from warehouse.metadata.forms import Form
from warehouse.site.page import NAVIGATION, Site


def facts(site: Site) -> dict[str, Any]:
    """What the template `cite.html` shows."""
    charts = {f"charts/{name}.html": chart.title for name, chart in site.charts.items()}
    roles = {f"roles/{role.role}.html": role.label for role in site.headline.roles}
    return {
        "citation": citation(site.imprint),
        "forms": {form.value: cite(site.imprint, None, form) for form in Form},
        "addresses": {**NAVIGATION, **roles, **charts},
        "sentence": _sentence(site),
    }


def _sentence(site: Site) -> str:
    """The claim that is quoted first, as `helpwanted check majority` tells it."""
    main, on = site.headline.main, site.headline.last_on
    one = Measured(main.estimate.share, main.estimate.low, main.estimate.high, main.n, main.employers)
    matter = Matter(managers(main.definition), SOCIAL, f"{on:%Y-%m}", on, site.imprint)
    return beside_threshold(Kind.majority, matter, one, HALF).sentence
