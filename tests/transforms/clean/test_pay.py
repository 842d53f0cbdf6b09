"""Pay as stated."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean.pay import pay_terms


def _terms(stated: str | None) -> tuple:
    return pl.DataFrame({"pay": [stated]}, {"pay": pl.String}).select(pay_terms(pl.col("pay"))).row(0)


@pytest.mark.parametrize(
    ("stated", "terms"),
    [
        ("$120,000 - $150,000 a year", (120_000, 150_000, "USD", "year")),
        ("USD 50k–60k", (50_000, 60_000, "USD", None)),
        ("$50–60k", (50_000, 60_000, "USD", None)),
        ("£35 per hour", (35, 35, "GBP", "hour")),
        ("$ 20.50/hr", (20.5, 20.5, "USD", "hour")),
        ("€50.000 - €60.000 per annum", (50_000, 60_000, "EUR", "year")),
        ("CA$90,000 to CA$100,000 annually", (90_000, 100_000, "CAD", "year")),
        ("$120K – $150K • Offers Equity • 0.5% – 1.5%", (120_000, 150_000, "USD", None)),
        ("1,000,000 INR", (1_000_000, 1_000_000, "INR", None)),
        ("up to $50k", (None, 50_000, "USD", None)),
        ("from £30,000", (30_000, None, "GBP", None)),
        (
            '{"currency": "USD", "interval": "per-year-salary", "min": 60000, "max": 70000}',
            (60_000, 70_000, "USD", "year"),
        ),
        (
            '{"currency": "EUR", "value": {"value": 50000, "unitText": "YEAR"}}',
            (50_000, 50_000, "EUR", "year"),
        ),
        (
            '{"currency": "EUR", "value": {"minValue": "50,000.00", "maxValue": "1,060,000", "unitText": "MONTH"}}',
            (50_000, 1_060_000, "EUR", "month"),
        ),
        ("120,000 - 150,000", (None, None, None, None)),
        ("competitive, 401(k)", (None, None, None, None)),
        (None, (None, None, None, None)),
    ],
)
def test_pay_is_read_as_it_was_stated(stated, terms):
    assert _terms(stated) == terms


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet='$£€kK0123456789.,-– /toperhyaUSD{}":min', max_size=40))
def test_no_text_raises_and_low_is_never_above_high(text):
    low, high, currency, _ = _terms(text)
    assert low is None or high is None or low <= high
    assert (currency is None) == (low is None and high is None)
