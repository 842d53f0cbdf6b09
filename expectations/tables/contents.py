"""What the source stated, passed through. Private: it holds other people's texts."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import BOARD, CONTENT_DIGEST, DAY, POSTING_ID, POSTING_KEY, SOURCE


def _stated(name: str, doc: str, is_nullable: bool = True) -> Column:
    return Column(name, pl.String, doc, source="stated", is_public=False, is_nullable=is_nullable)


STATED = (
    _stated("title", "The title.", is_nullable=False),
    _stated("employer", "The employer."),
    _stated("location", "The place or places, as one text; several are separated by ` | `."),
    _stated("country", "The country, where the source states it apart."),
    _stated("description", "The text of the posting, usually HTML."),
    _stated("url", "Address of the posting."),
    _stated("posted_at", "When it was first published."),
    _stated("updated_at", "When it was last touched. No posting date."),
    _stated("closes_at", "When it stops being valid."),
    _stated("department", "Department or team."),
    _stated("employment_type", "Full time, part time, contract … in the source's words."),
    _stated("workplace", "Remote, hybrid or on site, in the source's words."),
    _stated("pay", "Pay, in the source's words or figures."),
    _stated("requisition_id", "The employer's own number of the opening."),
)
"""The fields a spider or an import can state, beside the posting's id. All texts: nothing is read into them here."""

CONTENTS = Table(
    name="contents",
    doc="What the source stated, once for every day on which it changed.",
    grain="posting × day of change",
    key=("day", "posting_key"),
    is_by_source=True,
    is_public=False,
    columns=(DAY, SOURCE, BOARD, POSTING_KEY, POSTING_ID, CONTENT_DIGEST, *STATED),
)
