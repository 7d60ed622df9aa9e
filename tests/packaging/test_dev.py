"""The two commands, as far as a machine that is set up can show them; a fresh one is tried by hand."""

import os
import re
import shutil
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import dev
import pytest
import system_libraries
from system_libraries import FOR_A_SCREEN, FOR_QT, SetUpError

LOCK = dev.LOCK.read_text(encoding="utf-8")
PROJECT = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted_packages() -> list[str]:
    """Return the names of all packages that pyproject.toml asks for, in the lock's spelling."""
    asked = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    return [re.split(r"[<>=~!\[; ]", line)[0].lower().replace("_", "-") for line in asked]


@pytest.mark.parametrize("name", wanted_packages())
def test_everything_the_project_asks_for_is_locked_with_hashes(name: str) -> None:
    assert "--hash=sha256:" in dev.locked(name, LOCK)


def test_one_lock_serves_every_system() -> None:
    assert "sys_platform == 'linux'" in dev.locked("secretstorage", LOCK)
    assert "sys_platform == 'win32'" in dev.locked("pywin32-ctypes", LOCK)


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK


def test_a_package_is_cut_out_of_the_lock_whole() -> None:
    text = (
        "a==1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n    # via b\nab==2 \\\n    --hash=sha256:3\n"
    )
    assert dev.locked("a", text) == "a==1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n    # via b\n"
    assert dev.locked("ab", text) == "ab==2 \\\n    --hash=sha256:3\n"
    with pytest.raises(LookupError):
        dev.locked("b", text)


@pytest.fixture
def ready_machine(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Stand in for a machine that is set up, and keep which system libraries were asked of it."""
    asked: list[dict[str, str]] = []
    monkeypatch.setattr(dev, "ready", lambda *, libraries: asked.append(dict(libraries)))
    return asked


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_the_window_is_declined_in_one_sentence(
    ready_machine: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert dev.main(["run"]) == dev.TROUBLE
    assert ready_machine == [{}]
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "no screen" in said
    assert "packaging/dev.py run today" in said


@pytest.mark.parametrize("arguments", [[], ["dance"], ["check", "app"]])
def test_a_wrong_question_is_answered_with_what_can_be_asked(
    arguments: Sequence[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == dev.WRONG_USAGE
    assert "usage: python3 packaging/dev.py COMMAND" in capfd.readouterr().err


def test_an_older_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    assert dev.main(["test"]) == dev.TROUBLE
    assert "Python 3.11 or newer" in capfd.readouterr().err


def test_a_failing_check_fails_all_and_stops_none(
    ready_machine: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def answer(code: int) -> tuple[str | Path, ...]:
        return (sys.executable, "-c", f"raise SystemExit({code})")

    monkeypatch.setattr(dev, "CHECKS", {"first": answer(1), "second": answer(0)})
    assert dev.main(["check"]) == 1
    assert capfd.readouterr().err == "first …\nfirst FAILED\nsecond …\n"


@pytest.mark.skipif(sys.platform != "linux", reason="Qt brings all it needs on other systems")
def test_only_libraries_that_do_not_load_are_asked_for() -> None:
    wanted = {"libc.so.6": "libc6", "libbetalt-is-not-there.so.1": "libbetalt1"}
    assert system_libraries.missing(wanted, for_venv=False) == ["libbetalt1"]


def test_a_screen_needs_all_that_qt_needs_and_more() -> None:
    assert FOR_QT.items() < FOR_A_SCREEN.items()


def test_whoever_may_not_install_is_given_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(SetUpError, match=r"apt-get install .* libegl1 libgl1$"):
        system_libraries.install(["libegl1", "libgl1"])


def test_a_system_without_apt_is_given_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SetUpError, match="on Debian and Ubuntu they are: libegl1"):
        system_libraries.install(["libegl1"])


def test_translations_are_compiled_when_their_source_is_newer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "resources" / "locale" / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    calls: list[tuple[str | Path, ...]] = []

    def call(*command: str | Path) -> int:
        calls.append(command)
        return 0

    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "call", call)
    (folder / "betalt.mo").touch()
    dev.compile_catalogues()
    assert not calls
    (folder / "betalt.po").touch()
    (folder / "betalt.mo").unlink()
    dev.compile_catalogues()
    assert len(calls) == 1
