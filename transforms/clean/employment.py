"""The kind of employment, from the source's words."""

import polars as pl

SIGNS = {
    "internship": r"intern|trainee|apprentic|working[\s_-]*student|werkstudent|praktik|stage\b|alternance",
    "volunteer": r"volunt|unpaid",
    "part_time": r"part[\s_-]*time|teilzeit|temps partiel",
    "temporary": r"temp|seasonal|fixed[\s_-]*term|per[\s_-]*diem|casual|befristet|cdd",
    "contract": r"contract|freelanc|consult|1099|b2b",
    "full_time": r"full[\s_-]*time|vollzeit|temps plein|\bcdi\b",
}
"""First match wins: `Part-time contract` says more about the hours than about the paper."""


def employment_type(stated: pl.Expr) -> pl.Expr:
    """One of `EMPLOYMENT_TYPES`; `other` where something else is stated, null where nothing is."""
    words = stated.str.to_lowercase().str.strip_chars()
    kinds = [pl.when(words.str.contains(sign)).then(pl.lit(kind)) for kind, sign in SIGNS.items()]
    return pl.coalesce(*kinds, pl.when(words != "").then(pl.lit("other")))
