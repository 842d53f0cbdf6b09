import pytest

pytestmark = pytest.mark.ui
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture(params=["managers", "specifications", "demand_by_role", "stock_and_inflow"])
def opened(request, phone, release_folder):
    """The page of a chart, opened from its folder; what went wrong is kept in `complaints`."""
    phone.complaints, phone.asked = [], []
    phone.on("console", lambda message: phone.complaints.append(message.text))
    phone.on("pageerror", lambda error: phone.complaints.append(str(error)))
    phone.on("request", lambda request: phone.asked.append(request.url))
    phone.goto((release_folder / f"charts/{request.param}.html").as_uri())
    return phone


def test_a_chart_asks_nobody_complains_of_nothing_and_fits_a_phone(opened):
    assert opened.complaints == []
    assert len(opened.asked) == 1
    assert opened.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_arrow_keys_walk_from_point_to_point_and_say_each(opened):
    labels = opened.locator(".points li").all_inner_texts()
    opened.locator(".chart").focus()
    said = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        opened.keyboard.press(key)
        said.append(opened.locator(".said").inner_text())
    assert said[0] == said[2]
    assert set(said) <= set(labels)


def test_a_finger_is_told_the_nearest_point(opened):
    mark = opened.locator("[aria-roledescription=point], [aria-roledescription=square]").first
    box = mark.bounding_box()
    opened.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert opened.locator(".said").inner_text() == mark.get_attribute("aria-label")
