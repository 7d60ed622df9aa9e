"""What every test starts from: no screen, a home of its own, and nothing said that was not expected."""

import logging
import os
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import i18n

# Qt reads this once, when the first test makes the application.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("here", deadline=None, max_examples=50, database=None)
settings.register_profile("unattended", parent=settings.get_profile("here"), derandomize=True)
settings.load_profile("unattended" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"
HOMES = {
    "HOME": "home",
    "USERPROFILE": "home",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "data",
    "WIN_PD_OVERRIDE_APPDATA": "config",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test folders of its own and no keyring, so that the user's are never touched."""
    folder = tmp_path_factory.mktemp("home")
    for name, part in HOMES.items():
        (folder / part).mkdir(exist_ok=True)
        monkeypatch.setenv(name, str(folder / part))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return folder


class PatientQtBot(QtBot):
    """Waits long for what should come at once, because machines are shared; a test that passes never does."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=60_000)  # noqa: N815 - pytest-qt's own name
    waitSignal = partialmethod(QtBot.waitSignal, timeout=60_000)  # noqa: N815


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Return what drives a window, as pytest-qt's own fixture does, with more patience."""
    assert qapp
    return PatientQtBot(request)


@pytest.fixture(autouse=True)
def source_language() -> Iterator[None]:
    """Let every test begin in the language of the source texts, whatever the one before spoke."""
    i18n.use(i18n.SOURCE_LANGUAGE)
    yield
    i18n.use(i18n.SOURCE_LANGUAGE)


@pytest.fixture
def swedish() -> None:
    """Speak Swedish in this test."""
    i18n.use("sv")


@pytest.fixture(autouse=True)
def nothing_unexpected_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logged a warning or worse.

    A test that expects one reads it from `caplog` and then calls `caplog.clear()`.
    """
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call"), *caplog.get_records("teardown")]
    unexpected = [f"{r.name}: {r.getMessage()}" for r in records if r.levelno >= logging.WARNING]
    assert not unexpected, f"logged without being expected: {unexpected}"


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of sample files, which lies beside the source where it is available."""
    if not SAMPLES.is_dir():
        pytest.skip("the sample files are kept beside the source, and are not on this machine")
    return SAMPLES
