"""How to cite the release, its pages and its charts."""

from typing import Any

from warehouse.findings.sentences import summary
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
        "sentence": next(line for line in summary(site.headline) if line.startswith("Managers:")),
    }
