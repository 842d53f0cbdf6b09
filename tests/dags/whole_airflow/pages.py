"""Airflow's pages, as a person goes through them."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

from tests.browser import screenshot
from tests.dags.whole_airflow.running import Running

# A page asks for many things, and the API answers from the cores that the tasks run on.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


class Pages:
    """A person at a browser, logged in."""

    def __init__(self, page: Page, airflow: Running) -> None:
        self.page, self.url = page, airflow.url
        page.set_default_timeout(PATIENCE)
        page.goto(airflow.url)
        page.locator("[name=username]").fill(airflow.user)
        page.locator("[name=password]").fill(airflow.password)
        page.locator("[type=submit]").click()
        expect(page.get_by_role("link", name="Dags").first).to_be_visible()

    def keep(self, name: str) -> None:
        """A screenshot, once the page stands still."""
        self.page.wait_for_timeout(1000)
        screenshot(self.page, f"airflow-{name}")

    def form(self, dag: str) -> Locator:
        """The form with which a run is triggered."""
        self.page.goto(f"{self.url}/dags/{dag}")
        self.page.get_by_role("button", name="Trigger Dag").click()
        return self.page.get_by_role("dialog")

    def trigger(self, form: Locator) -> str:
        """Send the form; the name of the run whose page opens."""
        form.get_by_role("button", name="Trigger", exact=True).click()
        self.page.wait_for_url("**/runs/*")
        return self.page.url.rsplit("/", 1)[1]

    def backfill(self, dag: str, first: date, last: date) -> None:
        """A backfill of these days, with the defaults of the form."""
        form = self.form(dag)
        form.get_by_text("Backfill", exact=True).click()
        for place, moment in enumerate((f"{first:%Y/%m/%d} 00:00", f"{last:%Y/%m/%d} 23:59")):
            self._pick(form, place, *moment.split())
        self.keep(f"{dag}-backfill")
        form.get_by_role("button", name="Run Backfill").click()
        expect(form).to_be_hidden()

    def _pick(self, form: Locator, place: int, day: str, time: str) -> None:
        form.get_by_test_id("datetime-input").nth(place).click()
        self.page.get_by_placeholder("YYYY/MM/DD").fill(day)
        self.page.get_by_placeholder("HH:mm").fill(time)
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_placeholder("HH:mm")).to_be_hidden()

    def run(self, dag: str, run: str) -> None:
        """The page of a run."""
        self.page.goto(f"{self.url}/dags/{dag}/runs/{run}")

    def required_actions(self, dag: str, run: str, task: str) -> None:
        """The page on which a task waits for an answer."""
        self.page.goto(f"{self.url}/dags/{dag}/runs/{run}/tasks/{task}/required_actions")

    def answer(self, option: str) -> None:
        """Choose an option, and see that it is taken."""
        with self.page.expect_response(lambda reply: reply.request.method == "PATCH") as replied:
            self.page.get_by_role("button", name=option).click()
        assert replied.value.ok, replied.value.text()
