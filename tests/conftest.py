"""What tests of all rooms share: an S3 service on loopback, and how pytest's helpers are set."""

import gc
import sys
from collections.abc import Iterator
from uuid import uuid4

import hypothesis
import pytest

from tests.browser import browser  # noqa: F401  a fixture

# How long an example takes depends on who else works on the machine.
hypothesis.settings.register_profile("without deadline", deadline=None)
hypothesis.settings.load_profile("without deadline")
# Hypothesis wants to write a failing example as a patch, by libcst, which raises AttributeError (`__provides__`) once Twisted
# has loaded zope.interface: one failed property would end the whole run. None here: there is no such module.
sys.modules["hypothesis.extra._patching"] = None  # type: ignore[assignment]
# Libraries make many objects that stay. To look for garbage among them as often as Python does by itself takes 8 % of the
# CPU seconds of tests/transforms and tests/expectations.
gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """What `-m` left out is left out knowingly: xdist does not say how many tests a worker deselected."""
    if config.option.markexpr:
        terminalreporter.write_line(f"run: tests that are {config.option.markexpr}; `make help` lists the others")


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3 service, empty at first: moto, once for all tests of this process."""
    # Loaded where a bucket is wanted, not wherever tests are collected: moto and s3fs take a second.
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    s3fs.S3FileSystem.clear_instance_cache()
    yield f"http://127.0.0.1:{server.get_host_and_port()[1]}"
    server.stop()


@pytest.fixture
def bucket(s3: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a new bucket, to which the environment shows the way as it would to a real one."""
    import s3fs

    settings = {
        "AWS_ENDPOINT_URL": s3,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ALLOW_HTTP": "true",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    name = f"b{uuid4().hex}"
    s3fs.S3FileSystem().mkdir(name)
    return f"s3://{name}"
