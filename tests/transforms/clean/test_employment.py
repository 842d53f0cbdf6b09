"""Kinds of employment."""

import polars as pl
import pytest

from expectations.tables.postings import EMPLOYMENT_TYPES
from transforms.clean.employment import employment_type


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        ("FullTime", "full_time"),
        ("Full-time", "full_time"),
        ("Part time", "part_time"),
        ("Part-time contract", "part_time"),
        ("Contract", "contract"),
        ("Freelance", "contract"),
        ("Temporary", "temporary"),
        ("Intern", "internship"),
        ("Werkstudent", "internship"),
        ("Volunteer", "volunteer"),
        ("working_student | part-time", "internship"),
        ("fulltime_fixed_term", "temporary"),
        ("Permanent", "other"),
        ("  ", None),
        (None, None),
    ],
)
def test_the_kind_is_told_from_the_sources_words(stated, kind):
    frame = pl.DataFrame({"stated": [stated]}, {"stated": pl.String})
    assert frame.select(employment_type(pl.col("stated"))).item() == kind
    assert kind is None or kind in EMPLOYMENT_TYPES
