"""A screen of its own for the program as it is shipped: a display, a window manager, real key events."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import system_libraries

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ("Xvfb", "openbox", "xdotool")
_PATIENCE_SECONDS = 120
_LOOK_AGAIN_SECONDS = 0.05
_PRESS_AGAIN_SECONDS = 25


def lacking() -> str:
    """Say what this machine has not got for a screen of its own; empty when nothing."""
    programs = [name for name in PROGRAMS if shutil.which(name) is None]
    libraries = system_libraries.missing(system_libraries.FOR_A_SCREEN, for_venv=False)
    return ", ".join(programs + libraries) if sys.platform == "linux" else "X11"


needs_a_screen = pytest.mark.skipif(bool(lacking()), reason=f"a screen of its own needs {lacking()}")


def wait_until(true: Callable[[], bool], what: str) -> None:
    """Wait until a condition holds, however slow the machine is."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(_LOOK_AGAIN_SECONDS)


@dataclass
class Screen:
    """A display with a window manager."""

    env: Mapping[str, str]

    def ask(self, *words: str) -> str:
        """Run xdotool and return its answer; empty where it has none."""
        asked = subprocess.run(["xdotool", *words], env=self.env, capture_output=True, check=False)
        return asked.stdout.decode().strip() if asked.returncode == 0 else ""

    def title(self) -> str:
        """Return the title of the window that has the keyboard."""
        return self.ask("getactivewindow", "getwindowname")

    def comes(self, title: str) -> None:
        """Wait for a title."""
        wait_until(lambda: self.title() == title, f"the title {title}, not {self.title()}")

    def opens(self, chord: str, title: str) -> None:
        """Press a key until a title comes; right after the start the first may find no list to act on."""

        def is_there() -> bool:
            self.press(chord)
            pressed = time.monotonic()
            while self.title() != title:
                if time.monotonic() > pressed + _PRESS_AGAIN_SECONDS:
                    return False
                time.sleep(_LOOK_AGAIN_SECONDS)
            return True

        wait_until(is_there, f"the title {title}")

    def press(self, *chords: str) -> None:
        """Press these, named as X does: `ctrl+Return`."""
        for chord in chords:
            self.ask("key", "--clearmodifiers", chord)

    def type(self, words: str) -> None:
        """Type plain letters."""
        self.ask("type", "--delay", "20", words)


@contextmanager
def own_screen(folder: Path) -> Iterator[Screen]:
    """Start a display and its window manager, and end them."""
    ours, theirs = os.pipe()
    size = ("-screen", "0", "1440x900x24")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), *size, "-nolisten", "tcp"],
        pass_fds=[theirs], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    with os.fdopen(ours, encoding="ascii") as told:
        display = f":{told.readline().strip()}"
    keep = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    env = keep | {"DISPLAY": display, "HOME": str(folder), "LC_MESSAGES": "sv_SE", "QT_QPA_PLATFORM": "xcb"}
    manager = subprocess.Popen(["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    screen = Screen(env | {"PYTHONPATH": str(ROOT)})
    try:
        wait_until(lambda: bool(screen.ask("get_num_desktops")), "the window manager")
        yield screen
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait()


@contextmanager
def program(screen: Screen, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program; it is ended when the test has not done so."""
    command = [sys.executable, "-m", "ui.launch", *arguments]
    running = subprocess.Popen(command, cwd=ROOT, env=screen.env, stderr=subprocess.PIPE)
    try:
        yield running
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGKILL)
        running.communicate()
