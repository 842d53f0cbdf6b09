from importlib.resources import files

from warehouse.charts import theme


def test_pages_have_the_colours_of_the_charts():
    style = files("warehouse").joinpath("templates", "page.css").read_text("utf-8").lower()
    assert f"--blue: {theme.BLUE.lower()}" in style
    assert f"--ink: {theme.INK}" in style
    assert f"--line: {theme.LINE}" in style
    assert theme.BANNER in style


def test_verdicts_differ_in_form_as_well_as_in_colour():
    looks = theme.VERDICTS.values()
    assert len({look.shape for look in looks}) == len({look.colour for look in looks}) == len(theme.VERDICTS)
