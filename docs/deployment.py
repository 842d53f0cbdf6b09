"""What `compose.yaml` starts, for whoever has no Docker: the same settings and commands, written into `docs/deployment.md`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

COMPOSE = Path(__file__).parent.parent / "compose.yaml"


@dataclass(frozen=True)
class Service:
    """A part of Airflow: the command that starts it, and its settings. A setting without a value is the caller's own."""

    command: str
    settings: Mapping[str, str | None]


def services() -> dict[str, Service]:
    """The services that run this checkout, by name, in the order of the file."""
    found = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    return {
        name: Service(stated["command"], stated["environment"])
        for name, stated in found.items()
        if stated["image"] == "helpwanted"
    }


def settings() -> str:
    """The settings of every part, as a shell sets them."""
    (stated,) = {tuple(service.settings.items()) for service in services().values()}
    return _block(*(f'export {name}="{value}"' for name, value in stated if value is not None))


def commands() -> str:
    """The command of every part, `prepare` first."""
    return _block(*(f"{service.command:67} # {name}" for name, service in services().items()))


def _block(*lines: str) -> str:
    return "\n".join(("```sh", *lines, "```"))
