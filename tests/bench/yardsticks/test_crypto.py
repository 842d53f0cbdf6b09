from datetime import date

import pytest

from bench.yardsticks import crypto


def test_a_naive_key_closes_a_whole_list_when_its_links_change_their_form() -> None:
    if not crypto.HELD.file.exists():
        pytest.skip("needs ../shared/realdata, which is not part of the project")
    assert crypto.closings_between_snapshots("crypto_jobs_json", date(2025, 8, 5)) == 4_021
