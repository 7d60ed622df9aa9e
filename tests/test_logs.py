"""The log tells what the program did, and nothing about anyone."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import logs

log = logging.getLogger("app.services.contact")
Start = Callable[..., Path]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Return a function that starts a log; hooks and handlers are taken away after the test."""
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    ends = []

    def started(level: int = logging.INFO) -> Path:
        ends.append(logs.start(tmp_path / "log", level=level))
        return tmp_path / "log" / "betalt.log"

    yield started
    for end in ends:
        end()


def fail_over_a_customer() -> None:
    try:
        int("Maja Lind")
    except ValueError as error:
        raise RuntimeError("could not store Maja Lind") from error


def test_what_our_own_code_says_is_written_down(start: Start) -> None:
    path = start()
    log.info("call logged on case %s", 10431)
    log.debug("not asked for")
    logging.getLogger("somebody.else").info("Maja Lind")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("INFO app.services.contact: call logged on case 10431")


def test_an_exception_is_kept_without_its_words(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    path = start()
    try:
        fail_over_a_customer()
    except RuntimeError:
        log.exception("action abandoned")
    assert "Maja Lind" in caplog.text
    caplog.clear()
    written = path.read_text(encoding="utf-8")
    assert "Maja" not in written
    assert str(Path(__file__).parent) not in written
    assert written.index("builtins.ValueError") < written.index("builtins.RuntimeError")
    assert f"{__name__}:" in written
    assert "in fail_over_a_customer" in written


def test_words_that_another_handler_wrote_out_do_not_slip_in() -> None:
    try:
        fail_over_a_customer()
    except RuntimeError:
        record = logging.LogRecord("app", logging.ERROR, "", 1, "abandoned", (), sys.exc_info())
    in_full = logging.Formatter().format(record)
    assert "Maja" in in_full
    assert "Maja" not in logs.WithoutWords().format(record)
    assert logging.Formatter().format(record) == in_full


def test_an_error_that_nobody_caught_is_logged_and_passed_on(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    passed_on: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: passed_on.append(kind))
    path = start()
    for error in (KeyError("Maja Lind"), KeyboardInterrupt()):
        sys.excepthook(type(error), error, None)
    caplog.clear()
    assert passed_on == [KeyError, KeyboardInterrupt]
    written = path.read_text(encoding="utf-8")
    assert "CRITICAL app.logs: an error that nobody caught\nbuiltins.KeyError" in written
    assert "KeyboardInterrupt" not in written


def test_an_error_in_a_thread_is_logged_too(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    path = start()
    thread = threading.Thread(target=fail_over_a_customer)
    thread.start()
    thread.join()
    caplog.clear()
    assert "in fail_over_a_customer" in path.read_text(encoding="utf-8")


def test_the_log_stays_small(start: Start) -> None:
    path = start()
    for _ in range(2_500):
        log.info("x" * 1_000)
    files = sorted(path.parent.iterdir())
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) <= 2_000_000


def test_without_a_folder_to_write_in_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file in the way", encoding="utf-8")
    before = sys.excepthook
    end = logs.start(tmp_path / "log")
    log.info("nobody hears this")
    end()
    assert sys.excepthook is before
    assert (tmp_path / "log").read_text(encoding="utf-8") == "a file in the way"


def test_without_a_named_folder_the_platforms_own_is_used(home: Path) -> None:
    logs.start()()
    assert logs.default_folder().is_relative_to(home)
    assert (logs.default_folder() / "betalt.log").exists()
