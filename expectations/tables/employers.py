"""What each employer asks for at the end of a month: the units that every interval is drawn from."""

from expectations.contracts import Table
from expectations.tables.managers import DEFINITIONS
from expectations.tables.shared import EMPLOYER, MONTH, ROLE_OR_NONE, count

MANAGERS_BY = tuple(f"managers_{definition.lower()}" for definition in DEFINITIONS)
"""Columns with the managers by each definition."""

EMPLOYERS = Table(
    name="employers",
    doc=(
        "The stock of `demand_monthly` (all countries) by employer, so that anybody can cluster by it: an interval for a "
        "share, or for a change between two months at the same employers."
    ),
    grain="month × employer × role",
    key=("month", "employer", "role"),
    partition="month",
    columns=(
        MONTH,
        EMPLOYER,
        ROLE_OR_NONE,
        count("open", "Stock at the end of the month."),
        count("texts", "Of these, postings with a text: those that D4 judges."),
        *(
            count(name, f"Of these, postings for managers by {definition} of the table `managers`.")
            for name, definition in zip(MANAGERS_BY, DEFINITIONS, strict=True)
        ),
    ),
)
