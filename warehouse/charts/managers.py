"""“Mostly managers?” under each definition, among whom and of what: share and interval against one half."""

import polars as pl

from warehouse.charts.chart import Chart
from warehouse.charts.dot_rows import NAME, Fields, dot_rows, line_at, percent_axis, rows_panel
from warehouse.charts.frame import headed, of
from warehouse.charts.theme import VERDICT_KEY, VERDICTS
from warehouse.findings.headline import Headline, ManagersAnswer
from warehouse.findings.sentences import DEFINITIONS, asked, basis, measured, mostly_managers
from warehouse.release.imprint import Imprint

FIELDS = Fields(row="asked", value="share", low="low", high="high", kind="verdict")
AMONG = {"twelve": "twelve roles", "article": "article’s roles"}
OF = {"stock": "open", "inflow": "new"}


def managers(headline: Headline, imprint: Imprint) -> Chart:
    """One point per definition and way to ask, with its interval and verdict."""
    shares = dict.fromkeys(("share", "low", "high"), pl.Float64)
    points = pl.DataFrame([_point(answer) for answer in headline.answers], schema_overrides=shares)
    marks = [line_at(0.5), *dot_rows(points, FIELDS, VERDICTS, percent_axis("share", 1))]
    drawn = rows_panel(marks, imprint, points["asked"].n_unique())
    return Chart(
        name="managers",
        title=mostly_managers(headline),
        subtitle=("Share of managers with 95% interval. Dashed: one half.", VERDICT_KEY, basis(headline)),
        form="Dot plot with intervals, a panel for each definition. Across: share of managers, 0 to 100%, a line at one half. "
        "Down: among whom, open or new.",
        processing="Share: postings for managers ÷ those judged, under five definitions fixed in advance. Intervals are "
        "clustered by employer. Supported: the interval lies above one half; contradicted: below it; else undetermined.",
        points=points,
        left=NAME,
        rows=[headed(of(drawn, "definition", key), f"{key}: {meaning}") for key, meaning in DEFINITIONS.items()],
    )


def _point(answer: ManagersAnswer) -> dict[str, object]:
    return {
        "definition": answer.definition,
        "asked": f"{AMONG[answer.roles]}, {OF[answer.flow]}",
        "managers": answer.managers,
        "n": answer.n,
        "employers": answer.employers,
        "share": answer.estimate.share,
        "low": answer.estimate.low,
        "high": answer.estimate.high,
        "verdict": answer.verdict,
        "numbers": measured(answer.estimate),
        "label": f"{asked(answer)}: {measured(answer.estimate)}, n = {answer.n:,}, {answer.verdict}",
    }
