"""Pay as it was stated: no conversion, no guess."""

import polars as pl

SYMBOLS = {"CA$": "CAD", "C$": "CAD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL"} | {
    "£": "GBP",
    "€": "EUR",
    "₹": "INR",
    "¥": "JPY",
    "$": "USD",
}
"""What a symbol is taken for, longest first. A bare `$` is US dollars unless a code stands beside it."""
CODES = "USD|EUR|GBP|CAD|AUD|NZD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|JPY|CNY|HKD|SGD|INR|BRL|MXN|ZAR|AED|ILS|EGP"
PERIODS = {
    "hour": r"hour|/ ?hr?\b|\bhr\b",
    "day": r"\bday\b|daily",
    "week": r"week",
    "month": r"month|/ ?mo\b",
    "year": r"year|annum|annual|/ ?yr?\b|\byr\b|\bp\.?a\b",
}
AMOUNT = r"(\d{1,3}(?:[,.' ]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?) ?([kK]?)\b"
MARK = rf"(?:{CODES}|[A-Z]{{0,2}}[$£€¥₹])?"
RANGE = rf"{AMOUNT} ?{MARK} ?(?:-|–|—|to) ?{MARK} ?{AMOUNT}"
MINIMUM, MAXIMUM = r'"min[A-Za-z]*"\s*:\s*"?(\d+(?:\.\d+)?)', r'"max[A-Za-z]*"\s*:\s*"?(\d+(?:\.\d+)?)'
"""The keys of Lever's `salaryRange` and of schema.org's `minValue`, `maxValue`."""
EXACT = r'"value"\s*:\s*"?(\d+(?:\.\d+)?)'
"""The key of schema.org's pay without a range."""
THOUSANDS = r'"(\d{1,3}),(\d{3})(?:,(\d{3}))?((?:\.\d+)?)"'
"""Figures that JSON states as texts for people: `"50,000.00"`."""


def pay_terms(stated: pl.Expr) -> list[pl.Expr]:
    """`pay_low`, `pay_high`, `pay_currency` and `pay_period` of a stated pay.

    Read are texts ("$50–60k a year", "£35 per hour", "up to EUR 50.000") and JSON with `min`, `max`, `currency` and
    `interval`. One amount alone is both ends, unless it follows "from" or "up to". Without a currency all is null.
    """
    currency = _currency(stated)
    first, second = _ends(stated)
    is_told = currency.is_not_null() & pl.coalesce(first, second).is_not_null()
    is_swapped = (first > second).fill_null(False)
    low = pl.when(is_swapped).then(second).otherwise(first)
    high = pl.when(is_swapped).then(first).otherwise(second)
    terms = {"pay_low": low, "pay_high": high, "pay_currency": currency, "pay_period": _period(stated)}
    return [pl.when(is_told).then(term).alias(name) for name, term in terms.items()]


def _ends(stated: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    span, alone = stated.str.extract_groups(RANGE), stated.str.extract_groups(AMOUNT)
    low_scale = pl.when(span.struct[1] == "").then(span.struct[3]).otherwise(span.struct[1])
    low, high = _number(span.struct[0], low_scale), _number(span.struct[2], span.struct[3])
    single = pl.when(span.struct[0].is_null() & ~stated.str.contains("{", literal=True)).then(
        _number(alone.struct[0], alone.struct[1])
    )
    words = stated.str.to_lowercase()
    floor = pl.when(~words.str.contains(r"\b(?:up to|max)")).then(single)
    ceiling = pl.when(~words.str.contains(r"\b(?:from|starting|min)|\+")).then(single)
    figures = stated.str.replace_all(THOUSANDS, "$1$2$3$4")
    least, most, exact = (figures.str.extract(key).cast(pl.Float64, strict=False) for key in (MINIMUM, MAXIMUM, EXACT))
    both = pl.when(least.is_null() & most.is_null()).then(exact)
    return pl.coalesce(least, both, low, floor), pl.coalesce(most, both, high, ceiling)


def _number(digits: pl.Expr, scale: pl.Expr) -> pl.Expr:
    whole = digits.str.replace_all(r"[, '](\d{3})", "$1").str.replace_all(r"\.(\d{3})$", "$1")
    factor = pl.when(scale.str.to_lowercase() == "k").then(1000.0).otherwise(1.0)
    return whole.cast(pl.Float64, strict=False) * factor


def _currency(stated: pl.Expr) -> pl.Expr:
    code = stated.str.extract(rf"\b({CODES})")
    signs = [pl.when(stated.str.contains(sign, literal=True)).then(pl.lit(name)) for sign, name in SYMBOLS.items()]
    return pl.coalesce(code, *signs)


def _period(stated: pl.Expr) -> pl.Expr:
    words = stated.str.to_lowercase()
    return pl.coalesce(pl.when(words.str.contains(sign)).then(pl.lit(name)) for name, sign in PERIODS.items())
