"""The local log: what the program did, by case number, and nothing about anyone.

Of an error it keeps the kinds and the places in the code. The words of an exception stay out, because they
may quote a name, a note or a file.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

log = logging.getLogger(__name__)

_NAME = "betalt"
_OURS = ("app", "ui")
_BYTES = 500_000
_OLDER_FILES = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class WithoutWords(logging.Formatter):
    """Writes an exception as its kinds and places, the last one raised at the end, without what it says."""

    def format(self, record: logging.LogRecord) -> str:
        # The record may carry a traceback that another handler wrote out in full.
        written, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = written

    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_described(error)) if isinstance(error, BaseException) else ""


def default_folder() -> Path:
    """Return the platform's folder for logs."""
    from platformdirs import user_log_path

    return user_log_path(_NAME, appauthor=False)


def start(folder: Path | None = None, *, level: int = logging.INFO) -> Callable[[], None]:
    """Log what our own code says to a small file, and every error that nobody caught; return what ends it.

    Other libraries are left out, since they do not know our promise. Where no file can be written the program
    goes on without a log.
    """
    handler = _handler(folder or default_folder())
    handler.setFormatter(WithoutWords(_FORMAT))
    for ours in map(logging.getLogger, _OURS):
        ours.setLevel(level)
        ours.addHandler(handler)
    before, before_in_threads = sys.excepthook, threading.excepthook
    sys.excepthook = _reporting(before)
    threading.excepthook = _reporting_thread(before_in_threads)

    def stop() -> None:
        sys.excepthook, threading.excepthook = before, before_in_threads
        for ours in map(logging.getLogger, _OURS):
            ours.removeHandler(handler)
            ours.setLevel(logging.NOTSET)
        handler.close()

    return stop


def _handler(folder: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return RotatingFileHandler(
            folder / f"{_NAME}.log", maxBytes=_BYTES, backupCount=_OLDER_FILES, encoding="utf-8"
        )
    except OSError:
        return logging.NullHandler()


def _reporting(before: ExceptHook) -> ExceptHook:
    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("an error that nobody caught", exc_info=(kind, error, trace))
        before(kind, error, trace)

    return report


def _reporting_thread(
    before: Callable[[threading.ExceptHookArgs], object],
) -> Callable[[threading.ExceptHookArgs], object]:
    def report(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.critical("an error that nobody caught in a thread", exc_info=args.exc_value)
        before(args)

    return report


def _described(error: BaseException) -> Iterator[str]:
    """Yield the chain of errors, the first one first; modules are named, since a path may name the user."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _described(earlier)
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  {frame.f_globals.get('__name__', '?')}:{line} in {frame.f_code.co_name}"
