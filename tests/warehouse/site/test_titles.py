import polars as pl

from warehouse.site.titles import FLOOR, LONGEST, titles


def test_only_short_titles_of_many_employers_are_shown_in_lower_case(make_store, small):
    row = small["postings"].head(1)
    uses = {" Community Manager": FLOOR, "Happiness Hero": FLOOR - 1, "x" * (LONGEST + 1): FLOOR}
    postings = pl.concat(
        row.with_columns(posting_key=pl.lit(f"{title}{n}"), employer=pl.lit(f"Employer {n}"), title=pl.lit(title))
        for title, employers in uses.items()
        for n in range(employers)
    )
    ((shown,),) = titles(make_store(postings=postings)).values()
    assert shown == {"role": "community_manager", "title": "community manager", "postings": FLOOR, "employers": FLOOR}
