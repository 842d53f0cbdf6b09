"""The quality pages and Data Docs inside Airflow's own pages: in the menu, and as a tab of every run.

They lie in the store, which may be a bucket, and are shown to whoever is logged in.
"""

from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from airflow.models.dagrun import DagRun
    from fastapi import FastAPI

PREFIX = "/reports"
# The pages carry their own policy; this one holds for whatever else might come to lie beside them.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}


def app() -> "FastAPI":
    """Answers `day=D/…` with the page, and `run/DAG/RUN` with the way to the page of the run's day."""
    from airflow.api_fastapi.common.db.common import SessionDep
    from airflow.api_fastapi.core_api.security import get_user
    from airflow.models.dagrun import DagRun
    from fastapi import Depends, FastAPI, HTTPException
    from fastapi.responses import HTMLResponse, RedirectResponse
    from sqlalchemy import select

    pages = FastAPI(dependencies=[Depends(get_user)], openapi_url=None)

    @pages.get("/run/{dag}/{run}")
    def of_run(dag: str, run: str, session: SessionDep) -> RedirectResponse:
        found = session.scalar(select(DagRun).where(DagRun.dag_id == dag, DagRun.run_id == run))
        day = found and day_of(found)
        return RedirectResponse(f"{PREFIX}/day={day}/index.html" if day else f"{PREFIX}/index.html")

    @pages.get("/{path:path}")
    def page(path: str) -> HTMLResponse:
        from dags import steps

        name = f"reports/{path or 'index.html'}"
        if name not in steps.store().paths("reports") or not name.endswith(".html"):
            raise HTTPException(404, "no report yet: it is written at the end of a run of collect_postings")
        with steps.store().open(name) as file:
            return HTMLResponse(file.read(), headers=HEADERS)

    return pages


def day_of(run: "DagRun") -> str | None:
    """The day that a run is about: as its tasks see it (`dags.days`), or none where it is about no single day."""
    told = run.partition_key or (run.conf or {}).get("day")
    is_of_today = run.dag_id == "collect_postings"
    return told or (f"{run.run_after:%Y-%m-%d}" if is_of_today else None)


class ReportsPlugin(AirflowPlugin):
    """Where the pages are shown."""

    name = "helpwanted_reports"
    external_views: list[Any] = [  # noqa: RUF012 - as Airflow declares it
        {
            "name": "Quality",
            "href": f"{PREFIX}/index.html",
            "destination": "nav",
            "url_route": "quality",
            "category": "browse",
        },
        {
            "name": "Quality",
            "href": f"{PREFIX}/run/{{DAG_ID}}/{{RUN_ID}}",
            "destination": "dag_run",
            "url_route": "quality_of_run",
        },
    ]

    @property
    def fastapi_apps(self) -> list[Any]:  # type: ignore[override]
        """Made when the API server asks for it: every other part of Airflow loads plugins, and none needs FastAPI."""
        return [{"app": app(), "url_prefix": PREFIX, "name": "Quality"}]
