"""The bench's harness: what a case costs is its own."""

from functools import partial

from bench.side_by_side import side_by_side


def _hold(megabytes: int) -> None:
    # Written to, or the system hands out no memory.
    bytearray(b"x" * (megabytes * 1_000_000))


def _count(steps: int) -> None:
    sum(range(steps))


def test_memory_and_time_are_those_of_each_case() -> None:
    costs = side_by_side({"big": partial(_hold, 300), "busy": partial(_count, 10_000_000)}, 1)
    assert costs["big"].memory - costs["busy"].memory > 250e6
    # Which of them takes longer is the machine's affair: only that both were timed is asked.
    assert min(cost.cpu for cost in costs.values()) > 0
