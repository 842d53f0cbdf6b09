"""Check a release: whole, unchanged, as declared, adding up, and nothing private in it. Needs the folder alone."""

from pathlib import Path

import fsspec

from warehouse.scratch import scratch
from warehouse.verify.files import keys, sums, synthetic, tables
from warehouse.verify.identities import employers, role_sums, shares, stock, trends
from warehouse.verify.private import persons


def verify(release: str) -> list[str]:
    """What is wrong with the release in this folder or under this `s3://` prefix, a line each; nothing if it is good."""
    if "://" not in release:
        return problems(Path(release))
    files, root = fsspec.core.url_to_fs(release)
    with scratch("verify") as folder:
        files.get(f"{root}/", str(folder), recursive=True)
        return problems(folder)


def problems(folder: Path) -> list[str]:
    """As `verify`, for a local folder. What cannot be read is not looked into any further."""
    for checks in ((sums,), (tables,), (persons, keys, stock, role_sums, shares, employers, trends, synthetic)):
        found = [problem for check in checks for problem in check(folder)]
        if found:
            return found
    return []
