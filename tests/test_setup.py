"""The tests' own floor: what conftest and the keyboard promise to every other test."""

import logging
import os
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.keyboard import type_text

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).with_name("conftest.py")


@pytest.mark.parametrize("text", ["Ängslyckans Blomster", "Fjällbris på Røros – 1 250,50 €", "café ü Æ ß"])
def test_every_letter_of_the_north_can_be_typed(qtbot: QtBot, text: str) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    type_text(field, text)
    assert field.text() == text


def test_the_users_own_folders_are_out_of_reach(home: Path) -> None:
    assert platformdirs.user_data_path("betalt").is_relative_to(home)
    assert platformdirs.user_config_path("betalt").is_relative_to(home)
    assert Path.home().is_relative_to(home)


def test_no_window_is_ever_shown_on_the_screen() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_a_warning_that_was_expected_is_cleared_and_passes(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("betalt").warning("the disk is nearly full")
    assert caplog.messages == ["the disk is nearly full"]
    caplog.clear()


def test_a_warning_that_nobody_expected_fails_the_test(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(CONFTEST.parent.parent))
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(
        "import logging\ndef test_it():\n    logging.getLogger('betalt').warning('oh dear')\n"
    )
    outcome = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    outcome.assert_outcomes(passed=1, errors=1)
    outcome.stdout.fnmatch_lines(["*logged without being expected: ?'betalt: oh dear'?*"])
