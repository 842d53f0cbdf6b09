"""Why the share of a role has changed from one month to the next."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import MONTH, share


def _part(name: str, doc: str) -> Column:
    return Column(name, pl.Float64, doc, unit="share", is_nullable=True, low=-1, high=1, decimals=6)


COMPONENTS = ("within", "between", "entry", "exit")
"""They sum to the change."""

DECOMPOSITION = Table(
    name="decomposition",
    doc=(
        "The change of each share of `demand_monthly` (all countries) against the month before, taken apart by boards. within + "
        "between is the change on the boards observed at both ends; entry + exit is what boards add that were observed at one. "
        "Nothing is told apart where those observed at both have no posting at one end."
    ),
    grain="month × role",
    key=("month", "role"),
    partition="month",
    columns=(
        MONTH,
        Column("role", pl.String, "A role of the table `roles`, or `any_social`.", source="roles.toml"),
        Column("month_before", pl.String, "The month compared with.", is_nullable=True),
        share("share_before", "Share at the end of that month."),
        share("share", "Share at the end of this month."),
        _part("change", "share − share_before."),
        _part("within", "Boards ask for another mix of roles than before."),
        _part("between", "Boards that ask for more of the role than others have grown, or have shrunk (negative)."),
        _part("entry", "Boards that were not observed at the end of the month before."),
        _part("exit", "Boards that are no longer observed."),
        Column("boards", pl.Int64, "Boards with a posting behind the share.", unit="boards", low=0),
        Column("matched_boards", pl.Int64, "Of these, boards observed at both ends.", unit="boards", low=0),
        Column(
            "is_suppressed", pl.Boolean, "Shares and components are withheld, as in `demand_monthly` of either month."
        ),
        Column(
            "suppressed_why", pl.String, "Why they are withheld, in this month or else in the other.", is_nullable=True
        ),
    ),
)
