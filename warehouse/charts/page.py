"""The interactive page of a chart: one file that can be sent, saved and opened without a network.

The picture itself, in the page, whose marks a script of one kilobyte lets answer under pointer, finger and arrow keys. Vega's
own runtime would weigh 0.9 MB in each page and take 2.6 CPU seconds to bundle, for the same answers.
"""

from importlib.resources import files

from warehouse.charts.card import FILES, cited
from warehouse.charts.chart import Chart
from warehouse.release.imprint import SYNTHETIC, Imprint
from warehouse.templating import TEMPLATES, digest

SHEETS, SCRIPT = ("page.css", "chart.css"), "chart.js"


def page(chart: Chart, svg: str, imprint: Imprint) -> str:
    """The page as HTML. What Vega has drawn is escaped by it, every other value by the template."""
    style, script = "".join(_text(sheet) for sheet in SHEETS), _text(SCRIPT)
    return TEMPLATES.get_template("chart.html").render(
        root="../",
        style=style,
        script=script,
        policy=policy(style, script),
        synthetic=SYNTHETIC if imprint.is_synthetic else "",
        imprint=imprint,
        chart=chart,
        svg=svg,
        labels=chart.points["label"].to_list(),
        files=FILES,
        citation=cited(chart, imprint),
    )


def policy(style: str, script: str) -> str:
    """Content-Security-Policy: exactly this style and this script, and no request to anybody."""
    allowed = f"style-src '{digest(style)}'; script-src '{digest(script)}'"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _text(name: str) -> str:
    return files("warehouse").joinpath("templates", name).read_text("utf-8")
