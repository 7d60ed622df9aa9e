"""The libraries Qt expects of a Linux system: which of them are missing, and how Debian gets them."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

FOR_QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
"""What Qt loads even without a screen: the file that is loaded, and the package that brings it."""

FOR_A_SCREEN = FOR_QT | {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""What a window under X or Wayland needs as well."""


FOR_TESTS = {
    "gnome-keyring-daemon": "gnome-keyring",
    "dbus-run-session": "dbus-daemon",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
}
"""Programs with which the tests try a real keyring, and the window on a screen with real keys: without them,
or without what a window needs, those tests say why they are left out."""


class SetUpError(Exception):
    """Something the user must do before the program can be set up; the text says what."""


def loads(soname: str) -> bool:
    """Return whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing(libraries: Mapping[str, str], *, for_venv: bool) -> list[str]:
    """Return the packages whose library does not load; `libraries` leads from file to package.

    `for_venv` looks for the bundled pip too, which Debian keeps out of its bare Python. Other systems than
    Linux lack nothing: there Qt's wheels bring all they need.
    """
    if sys.platform != "linux":
        return []
    packages = [package for soname, package in libraries.items() if not loads(soname)]
    if for_venv and importlib.util.find_spec("ensurepip") is None:
        packages.append("python{}.{}-venv".format(*sys.version_info))
    return packages


def offer(programs: Mapping[str, str], libraries: Mapping[str, str]) -> None:
    """Install what is missing of these where that is possible, and go on without it where it is not."""
    absent = [package for program, package in programs.items() if shutil.which(program) is None]
    absent += missing(libraries, for_venv=False)
    if sys.platform != "linux" or not absent:
        return
    try:
        install(absent)
    except SetUpError as trouble:
        print(trouble, file=sys.stderr, flush=True)


def install(packages: Sequence[str]) -> None:
    """Install packages by apt, as root or by sudo, which asks for the password itself.

    Raises:
        SetUpError: Neither is possible; the text holds the exact line to run.
    """
    if not packages:
        return
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SetUpError(f"Some system libraries are missing; on Debian and Ubuntu they are: {names}.")
    line = f"apt-get install --yes --no-install-recommends {names}"
    rights = _rights()
    if rights is None or not _apt(rights, line):
        by_hand = f"apt-get update && {line}"
        raise SetUpError(
            f"Some system libraries are missing. Run this as root, then start again:\n  {by_hand}"
        )


def _rights() -> list[str] | None:
    """Return what to put before a command so that it may change the system; None where nothing helps."""
    if os.access("/var/lib/dpkg", os.W_OK):
        return []
    if shutil.which("sudo") is None:
        return None
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "--non-interactive"]


def _apt(rights: Sequence[str], line: str) -> bool:
    """Refresh the package lists and run the line; only the line must succeed, for old lists often do."""
    print(f"Installing system libraries: {line} …", file=sys.stderr, flush=True)
    quiet = [*rights, "env", "DEBIAN_FRONTEND=noninteractive"]
    subprocess.run([*quiet, "apt-get", "update"], stdout=subprocess.DEVNULL, check=False)
    return subprocess.run([*quiet, *line.split()], stdout=subprocess.DEVNULL, check=False).returncode == 0
