from warehouse.site.method import METHOD, as_html


def test_markup_inside_the_text_is_escaped():
    assert "&lt;script&gt;" in as_html("a <script>alert(1)</script>")


def test_links_lead_into_the_release_or_away_and_others_are_words():
    html = as_html("[d](dictionary.md) [x](decisions.md) [w](https://example.org)")
    assert html == '<p><a href="dictionary.html">d</a> x <a href="https://example.org">w</a></p>\n'


def test_tables_scroll_by_themselves():
    html = as_html("| a |\n|---|\n| b |")
    assert html.count('<div class="scroll"') == html.count("</table></div>") == 1


def test_the_method_is_the_one_of_the_project():
    assert "<h1>Method</h1>" in as_html(METHOD.read_text("utf-8"))
