from expectations.tables import TABLES
from tests.warehouse.charts.drawing import Held, chart_of


def test_a_point_has_the_share_of_the_table_and_the_coverage_of_its_day(small):
    shown = ("day", "role", "open", "share", "low_all", "high_all", "coverage")
    points = chart_of("demand_by_role", small).points.select(shown)
    table = Held(small).scan(TABLES["demand_daily"]).filter(country="ZZ", rung="any").select(shown).collect()
    assert len(points) == 12 * 12
    assert points.join(table, on=shown, how="anti", nulls_equal=True).is_empty()
