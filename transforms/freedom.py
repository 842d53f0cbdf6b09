"""Degrees of freedom of a variance that is estimated from employers, and Student's t.

With u the deviations whose squares make up the variance, one for each of G employers:

    freedom = 1 + (Σu²)² ÷ Σu⁴, at most G − 1

A variance to which a few employers contribute nearly all is known as badly as if there were only those few: (Σu²)² ÷ Σu⁴ is
their effective number. Satterthwaite's approximation (Biometrics Bulletin 2, 1946) from the fourth moment has nearly twice as
many degrees of freedom; where few carry the variance, that is too many. G − 1 is too many as well: of 100 intervals of shares
with 5 to 8 effective employers 87 to 92 hold the truth with it and 93 to 95 with this one (`make simulate`); of those of medians
of `durations` (250 simulated markets of each of eight kinds, 12 to 60 employers) 81 to 96 and 87 to 98: fewest, with either,
where 15 employers are crawled weekly. How often those of `shifts` do stands there.
"""

from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

TAIL = 0.975
"""Of Student's t, so that an interval holds the truth in 95 of 100 samples."""

Values = TypeVar("Values", pl.Expr, NDArray[np.float64])


def effective(second: Values, fourth: Values, clusters: Values | int) -> Values:
    """Degrees of freedom from Σu², Σu⁴ and the number of employers; without a number where nothing deviates."""
    return (1 + second**2 / fourth).clip(1, clusters - 1)


def student_t(freedom: pl.Expr) -> pl.Expr:
    """97.5 % point of Student's t; degrees of freedom may be broken."""
    return freedom.cast(pl.Float64).map_batches(_points, return_dtype=pl.Float64, is_elementwise=True)


def _points(freedom: pl.Series) -> pl.Series:
    return pl.Series(freedom.name, t_points(freedom.to_numpy())).fill_nan(None)


def t_points(freedom: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same of an array."""
    # scipy takes half a second to load, and most commands measure nothing.
    from scipy.special import stdtrit

    return np.asarray(stdtrit(freedom, TAIL), np.float64)
