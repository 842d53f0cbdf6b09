"""Two requisitions of an employer are two vacancies, however alike their texts."""

import polars as pl


def are_two(other: str) -> pl.Expr:
    """Whether a posting and the one whose requisition is `other` state two; where one states none nothing is known."""
    return (pl.col("requisition_mark") != pl.col(other)).fill_null(False)
