"""Great Expectations without building the configuration of an expectation again and again.

`Expectation.configuration` (1.24.1) copies all fields each time, and a validation asks every expectation for it some 80
times: a third of the CPU seconds of the gate. Judging 18 empty tables takes 2.5 CPU-seconds without this and 1.6 with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def built_once() -> Iterator[None]:
    """While this lasts, an expectation asked several times in a row for its configuration builds it once.

    An expectation is not changed while it validates, so what it built first is what it would build again.
    """
    from great_expectations.expectations.expectation import Expectation

    library: Any = Expectation
    as_declared = library.configuration
    last: tuple[Any, Any] = (None, None)

    def configuration(asked: Any) -> Any:
        nonlocal last
        expectation, built = last
        if expectation is not asked:
            built = as_declared.fget(asked)
            last = (asked, built)
        return built

    library.configuration = property(configuration)
    try:
        yield
    finally:
        library.configuration = as_declared
