"""A release, or one of its tables, as something to cite, in the forms that people and their programs use."""

from collections.abc import Callable

from expectations.contracts import Table
from warehouse.metadata.citation import AUTHOR
from warehouse.metadata.description import title
from warehouse.metadata.forms import Form
from warehouse.release.imprint import LICENCE, Imprint, spoken
from warehouse.release.tables import data_path


def cite(imprint: Imprint, table: Table | None, form: Form) -> str:
    """The citation in APA's 7th edition (data set), as BibTeX, or as RIS."""
    return FORMS[form](imprint, table)


def _title(imprint: Imprint, table: Table | None) -> str:
    return f"{title(imprint)}: table {table.name}" if table else title(imprint)


def _note(imprint: Imprint) -> str:
    return f"data from {spoken(imprint.first_on)} to {spoken(imprint.last_on)}"


def _address(imprint: Imprint, table: Table | None) -> str:
    """Empty where nobody has said where releases are hosted."""
    return imprint.permalink(data_path(table) if table else "") if imprint.site else ""


def _apa(imprint: Imprint, table: Table | None) -> str:
    return (
        f"{AUTHOR}. ({imprint.last_on.year}). {_title(imprint, table)} "
        f"(Release {imprint.release}; {_note(imprint)}) [Data set]. {_address(imprint, table)}"
    ).rstrip()


def _bibtex(imprint: Imprint, table: Table | None) -> str:
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": f"{{{_title(imprint, table).replace('_', chr(92) + '_')}}}",
        "year": str(imprint.last_on.year),
        "month": str(imprint.last_on.month),
        "version": imprint.release,
        "url": _address(imprint, table),
        "note": f"{_note(imprint)}, {LICENCE}",
    }
    name = "_".join(["helpwanted", imprint.release, *([table.name] if table else [])])
    lines = ",\n".join(f"  {key} = {{{value}}}" for key, value in fields.items() if value)
    return f"@misc{{{name},\n{lines}\n}}"


def _ris(imprint: Imprint, table: Table | None) -> str:
    address = _address(imprint, table)
    fields = (
        ("TY", "DATA"),
        ("AU", AUTHOR),
        ("TI", _title(imprint, table)),
        ("PY", str(imprint.last_on.year)),
        ("DA", f"{imprint.last_on:%Y/%m/%d}"),
        ("ET", imprint.release),
        ("N1", f"{_note(imprint)}, {LICENCE}"),
        *([("UR", address)] if address else []),
        ("ER", ""),
    )
    return "\n".join(f"{key}  - {value}" for key, value in fields)


FORMS: dict[Form, Callable[[Imprint, Table | None], str]] = {Form.apa: _apa, Form.bibtex: _bibtex, Form.ris: _ris}
