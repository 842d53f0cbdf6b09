"""Every table, declared once. A module here that declares a `Table` is a table: nothing is registered by hand."""

from importlib import import_module
from pkgutil import iter_modules

from expectations.contracts import Table


def _declared() -> dict[str, Table]:
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    tables = [value for module in modules for value in vars(module).values() if isinstance(value, Table)]
    return {table.name: table for table in sorted(tables, key=lambda table: table.name)}


TABLES = _declared()
