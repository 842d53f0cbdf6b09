"""Who is wanted: the share of each role in the open postings, and of managers among them, against one half."""

import polars as pl

from expectations.tables.managers import MANAGER_ROLES
from warehouse.charts.chart import Chart
from warehouse.charts.dot_rows import NAME, Fields, dot_rows, line_at, percent_axis, rows_panel
from warehouse.charts.theme import BLUE, GREY, INK, Look
from warehouse.findings.headline import Estimate, Headline, ManagersAnswer
from warehouse.findings.sentences import basis, measured
from warehouse.release.imprint import Imprint

BOTH = "Both managers (D2)"
"""The row under the roles: D2, asked of the same postings."""
LOOKS = {
    "manager": Look(BLUE, BLUE, "diamond"),
    "other": Look(GREY, GREY, "circle"),
    "both": Look(INK, INK, "diamond"),
}
FIELDS = Fields(row="name", value="share", low="low", high="high", kind="kind")
SAID = {
    "supported": "By role, mostly managers: {} of open social media postings.",
    "contradicted": "By role, not mostly managers: {} of open social media postings.",
    "undetermined": "By role, mostly managers? Undetermined: {} of open social media postings.",
}


def roles(headline: Headline, imprint: Imprint) -> Chart:
    """One point per role, with its interval for all roles at once, and one for both managers, with its own interval."""
    points = _points(headline)
    top = points.select(pl.max_horizontal(pl.col("share", "high").max(), pl.lit(0.5))).item()
    marks = [line_at(0.5), *dot_rows(points, FIELDS, LOOKS, percent_axis("share", top))]
    return Chart(
        name="roles",
        title=SAID[headline.main.verdict].format(measured(headline.main.estimate)),
        subtitle=(
            "Share of open postings; 95% interval for all roles at once, of both managers by itself.",
            "Diamonds: the two roles that are managers, and both together. Dashed: one half.",
            basis(headline),
        ),
        form="Dot plot with intervals. Across: share of the open postings. Down: the roles, most open postings first.",
        processing="Share: open postings of the role ÷ those of all twelve on the last day. Intervals are clustered by "
        "employer; those of the single roles hold for all of them at once (Bonferroni) and are wider than each by itself.",
        points=points,
        left=NAME,
        rows=[rows_panel(marks, imprint, len(points))],
    )


def _points(headline: Headline) -> pl.DataFrame:
    shown = [
        _point(role.label, "manager" if role.role in MANAGER_ROLES else "other", role.open, role.estimate)
        for role in headline.roles
    ]
    return pl.DataFrame(
        [*shown, _both(headline.main)], schema_overrides=dict.fromkeys(("share", "low", "high"), pl.Float64)
    )


def _both(main: ManagersAnswer) -> dict[str, object]:
    return _point(BOTH, "both", main.managers, main.estimate)


def _point(name: str, kind: str, count: int, estimate: Estimate) -> dict[str, object]:
    numbers = measured(estimate)
    return {
        "name": name,
        "kind": kind,
        "open": count,
        "share": estimate.share,
        "low": estimate.low,
        "high": estimate.high,
        "interval": "by itself" if kind == "both" else "for all roles at once",
        "numbers": numbers,
        "label": f"{name}: {numbers}, {count:,} open",
    }
