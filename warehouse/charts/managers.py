"""“Mostly managers?” asked in every way: share and interval against one half."""

from typing import Any

import altair as alt
import polars as pl

from warehouse.charts.chart import Chart
from warehouse.charts.frame import NOTHING, POINTS, framed, of, panel
from warehouse.charts.theme import INK, VERDICT_COLOURS
from warehouse.findings.headline import Headline, ManagersAnswer
from warehouse.findings.sentences import DEFINITIONS, basis, mostly_managers, percent
from warehouse.release.imprint import Imprint


def managers(headline: Headline, imprint: Imprint) -> Chart:
    """One point per definition and way to ask, with its interval and verdict."""
    points = pl.DataFrame(
        [_asked(answer) for answer in headline.answers],
        schema_overrides={"share": pl.Float64, "low": pl.Float64, "high": pl.Float64},
    )
    drawn = panel(_marks(), imprint, width=190, height=92, words_end=(310, 106))
    panels = [of(drawn, "definition", key, f"{key}: {meaning}") for key, meaning in DEFINITIONS.items()]
    title = mostly_managers(headline)
    subtitle = (
        "Share of managers, 95% interval clustered by employer. Dashed: one half.",
        "Blue: supported. Vermilion: contradicted. Grey: undetermined.",
        basis(headline),
    )
    return Chart(
        name="managers",
        title=title,
        subtitle=subtitle,
        alt=f"Dot plot of the share of managers with intervals, by definition, against one half. {title}",
        processing="Share: postings for managers by those judged. Interval: clustered by employer.",
        points=points,
        spec=framed(panels, title, subtitle, points, imprint, columns=1),
    )


def _asked(answer: ManagersAnswer) -> dict[str, Any]:
    roles = "twelve roles" if answer.roles == "twelve" else "article’s roles"
    flow = "open" if answer.flow == "stock" else "new"
    return {
        "definition": answer.definition,
        "asked": f"{roles}, {flow}",
        "managers": answer.managers,
        "n": answer.n,
        "employers": answer.employers,
        "share": answer.estimate.share,
        "low": answer.estimate.low,
        "high": answer.estimate.high,
        "verdict": answer.verdict,
        "label": f"{percent(answer.estimate.share)}  n = {answer.n:,}",
    }


def _marks() -> list[alt.Chart]:
    base = alt.Chart(POINTS).encode(y=alt.Y("asked:N", title=None, sort=None))
    domain, range_ = list(VERDICT_COLOURS), list(VERDICT_COLOURS.values())
    colour = alt.Color("verdict:N", legend=None, scale=alt.Scale(domain=domain, range=range_))
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    x = alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=axis)
    half = alt.Chart(NOTHING).mark_rule(strokeDash=[4, 3], color=INK).encode(x=alt.datum(0.5))
    span = base.mark_rule(strokeWidth=4, opacity=0.55).encode(x=alt.X("low:Q", title=None), x2="high:Q", color=colour)
    dot = base.mark_point(filled=True, size=80, opacity=1).encode(x=x, color=colour)
    text = base.mark_text(align="left", color=INK, fontSize=12).encode(x=alt.value(198), text="label:N")
    return [half, span, dot, text]
