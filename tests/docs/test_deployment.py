"""What runs past one machine is set up as on one, and its page and its test say and start just that."""

import re

import yaml

from dags.scheduling.settings import SETTINGS
from docs.deployment import COMPOSE, services

OF_ONE_MACHINE = {"AIRFLOW__CORE__EXECUTOR", "AIRFLOW__CORE__PARALLELISM"}
OF_A_PLACE = {"AIRFLOW__CORE__DAGS_FOLDER", "AIRFLOW__CORE__PLUGINS_FOLDER"}
PAGE = COMPOSE.parent / "docs" / "deployment.md"


def test_every_part_has_the_same_settings() -> None:
    assert len({tuple(service.settings.items()) for service in services().values()}) == 1


def test_airflow_is_set_as_on_one_machine_but_for_who_runs_the_tasks() -> None:
    stated = services()["worker"].settings
    wanted = {name: value for name, value in SETTINGS.items() if name not in OF_ONE_MACHINE | OF_A_PLACE}
    assert {name: stated[name] for name in wanted} == wanted
    for name in OF_A_PLACE:
        assert (COMPOSE.parent / str(stated[name]).removeprefix("/srv/helpwanted/")).is_dir()


def test_whatever_has_to_be_given_is_on_the_page() -> None:
    needed = set(re.findall(r"\$\{(\w+):\?\}", COMPOSE.read_text("utf-8")))
    assert needed == {"HELPWANTED_DATA", "POSTGRES_PASSWORD", "AIRFLOW_JWT_SECRET"}
    assert [name for name in needed if f"{name}=" not in PAGE.read_text("utf-8")] == []


def test_the_image_is_made_of_files_that_are_there() -> None:
    stated = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]["prepare"]["build"]["dockerfile_inline"]
    locks = re.findall(r"requirements[\w-]*\.lock", stated)
    assert locks
    assert [lock for lock in locks if not (COMPOSE.parent / lock).is_file()] == []
