"""Shares as people read them."""

from dags.showing.shares_card import shares, withheld
from tests.transforms.rows import table

SHOWN = {
    "role": "paid_social",
    "open": 20,
    "share": 0.25,
    "low": 0.2,
    "high": 0.31,
    "n_eff": 12.34,
    "design_effect": 1.5,
}
FEW = {"role": "brand_persona", "open": 3, "suppressed_why": "fewer than 5 employers hold the role"}
ROWS = table("demand_monthly", {**SHOWN, "low_all": 0.15, "high_all": 0.4}, FEW).collect()


def test_an_interval_is_one_cell_and_what_is_withheld_a_dash() -> None:
    found = shares(ROWS).select("role", "share", "95 %", "95 % at once", "effective").rows()
    assert found == [("paid_social", "25%", "20–31%", "15–40%", "12.3"), ("brand_persona", "–", "–", "–", None)]


def test_why_a_share_is_withheld_is_said_once_for_all_roles() -> None:
    assert list(withheld(ROWS)) == ["Withheld, fewer than 5 employers hold the role: brand_persona."]
