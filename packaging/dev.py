"""Set Betalt up on a fresh machine, then open or test it: `python3 packaging/dev.py COMMAND`.

Needs Python 3.11 and nothing else: what the system lacks comes from apt, the libraries come from
`packaging/requirements.lock` into `.venv`, and a stamp there makes every later start quick.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import system_libraries
from system_libraries import SetUpError

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
BUNDLE_LOCK = ROOT / "packaging" / "bundle.lock"
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed-lock"
OLDEST_PYTHON = (3, 11)
WRONG_USAGE = 2
TROUBLE = 3
INSTALL = ("install", "--quiet", "--require-hashes", "-r")
ON_EVERY_CORE = ("--numprocesses", "auto", "--dist", "worksteal")

USAGE = """usage: python3 packaging/dev.py COMMAND

  run [ARGUMENTS]    open the window; with arguments the command line, such as: run today --json
  test [ARGUMENTS]   everything that is checked before a change is accepted; with arguments pytest alone
  check              style, types and import contracts, without the tests
  screenshot         take the pictures that README.md shows, packaging/*.png, anew
  screenshot --all FOLDER   take every page, light and dark, in three languages and two sizes
  materials FOLDER   write the bill of materials (CycloneDX) and the licences of what is installed with Betalt
  bundle FOLDER      make a folder for this system that runs without Python, with sums to compare
  lock [--upgrade]   remake packaging/requirements.lock and packaging/bundle.lock from pyproject.toml
"""
NO_SCREEN = (
    "There is no screen here, so the window cannot open; lists, bookings and letters as PDF all work "
    "from the command line: python3 packaging/dev.py run today (or: run --help)."
)
CHECKS: Mapping[str, tuple[str | Path, ...]] = {
    "ruff check": (PYTHON, "-m", "ruff", "check"),
    "ruff format": (PYTHON, "-m", "ruff", "format", "--check"),
    "mypy": (PYTHON, "-m", "mypy"),
    "import contracts": (SCRIPTS / "lint-imports", "--no-logo"),
}


def say(text: str) -> None:
    """Print one line of progress at once, on standard error so that `--json` output stays alone."""
    print(text, file=sys.stderr, flush=True)


def call(*command: str | Path, env: Mapping[str, str] | None = None) -> int:
    """Run a command at the top of the tree and return its exit code."""
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


# The virtual environment


def locked(name: str, lock: str) -> str:
    """Return the lines of one package in the text of a lock, its version and hashes together.

    Raises:
        LookupError: The lock does not name the package.
    """
    lines = lock.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line[0].isalnum()] + [len(lines)]
    for start, end in pairwise(starts):
        if lines[start].startswith(f"{name}=="):
            return "".join(lines[start:end])
    raise LookupError(name)


def make_environment() -> None:
    """Make `.venv` unless a whole one is there; one whose making was interrupted is made again."""
    if PYTHON.exists():
        asked = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False)
        if asked.returncode == 0:
            return
    say("Making a virtual environment in .venv …")
    if call(sys.executable, "-m", "venv", "--clear", VENV) != 0:
        raise SetUpError("The virtual environment could not be made; the lines above say why.")


def install_uv() -> bool:
    """Install the locked uv, which fetches the rest ten times as fast as pip; say whether it worked."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "uv.txt")
        wanted.write_text(locked("uv", LOCK.read_text(encoding="utf-8")), encoding="utf-8")
        return call(PYTHON, "-m", "pip", *INSTALL, wanted) == 0


def install_libraries() -> None:
    """Bring `.venv` to exactly what the lock says; every file is checked against its hash."""
    say("Installing the libraries of packaging/requirements.lock (some 150 MB the first time) …")
    sync = ("uv", "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, LOCK)
    if install_uv() and call(PYTHON, "-m", *sync) == 0:
        return
    # uv knows neither pip's settings nor the system's certificates; where those matter, pip gets through.
    if call(PYTHON, "-m", "pip", *INSTALL, LOCK) != 0:
        raise SetUpError("The libraries could not be installed; the lines above say why. Is there a network?")


def ready(*, libraries: Mapping[str, str]) -> None:
    """Make the machine ready; a no-op of some milliseconds when it is.

    `libraries` are the system libraries to look for, as `system_libraries.missing` wants them.
    """
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stale = not (PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == digest)
    system_libraries.install(system_libraries.missing(libraries, for_venv=stale))
    if stale:
        make_environment()
        install_libraries()
        STAMP.write_text(digest, encoding="utf-8")
    compile_catalogues()


def compile_catalogues() -> None:
    """Compile the translations whose source is newer than what was compiled from it."""
    sources = (ROOT / "resources" / "locale").glob("*/LC_MESSAGES/*.po")
    pairs = [(source, source.with_suffix(".mo")) for source in sources]
    if all(made.exists() and made.stat().st_mtime >= source.stat().st_mtime for source, made in pairs):
        return
    if call(PYTHON, "-c", "from app.i18n import compile_catalogues; compile_catalogues()") != 0:
        raise SetUpError("The translations could not be compiled; the lines above say why.")


# The commands


def has_screen() -> bool:
    """Return whether a window can be shown; a chosen Qt platform counts as one."""
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def run(arguments: Sequence[str]) -> int:
    """Open the window, or hand the arguments to the command line; paths count from where the user stands."""
    screen = has_screen()
    ready(libraries=system_libraries.FOR_A_SCREEN if screen else {})
    if not screen and not arguments:
        say(NO_SCREEN)
        return TROUBLE
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([PYTHON, "-P", "-m", "ui.launch", *arguments], env=env, check=False).returncode


def check(arguments: Sequence[str]) -> int:
    """Run style, types and import contracts; all of them, so that one run names every failure."""
    if arguments:
        return wrong_usage()
    ready(libraries={})
    failed = 0
    for name, command in CHECKS.items():
        say(f"{name} …")
        if call(*command) != 0:
            failed = 1
            say(f"{name} FAILED")
    return failed


def test(arguments: Sequence[str]) -> int:
    """Run all checks and then all tests without a screen; the last line is pytest's own."""
    ready(libraries=system_libraries.FOR_QT)
    system_libraries.offer(system_libraries.FOR_TESTS, system_libraries.FOR_A_SCREEN)
    checked = 0 if arguments else check(())
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return call(PYTHON, "-m", "pytest", *(arguments or ON_EVERY_CORE), env=env) or checked


def screenshot(arguments: Sequence[str]) -> int:
    """Take the pictures that the README shows anew, or those of every page into a folder."""
    if arguments and (arguments[0] != "--all" or len(arguments) != len(("--all", "FOLDER"))):
        return wrong_usage()
    ready(libraries=system_libraries.FOR_QT)
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    folder = ("--all", Path(arguments[1]).absolute()) if arguments else ()
    return call(PYTHON, "packaging/screenshot.py", *folder, env=env)


def materials(arguments: Sequence[str]) -> int:
    """Write down what Betalt is made of, for a release."""
    if len(arguments) != 1:
        return wrong_usage()
    ready(libraries={})
    return call(PYTHON, "packaging/materials.py", Path(arguments[0]).absolute())


def bundle(arguments: Sequence[str]) -> int:
    """Make the folder that a release hands out."""
    if len(arguments) != 1:
        return wrong_usage()
    ready(libraries=system_libraries.FOR_QT)
    return call(PYTHON, "packaging/bundle.py", Path(arguments[0]).absolute())


def lock(arguments: Sequence[str]) -> int:
    """Remake the locks for Linux, Windows and macOS at once, with hashes and without any address."""
    ready(libraries={})
    options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--quiet"]
    options += ["--python-version", ".".join(map(str, OLDEST_PYTHON)), *arguments]
    compiled: tuple[str | Path, ...] = (PYTHON, "-m", "uv", "pip", "compile", *options)
    failed = call(*compiled, "--group", "dev", "pyproject.toml", "-o", LOCK)
    return failed or call(*compiled, "--group", "bundle", "-o", BUNDLE_LOCK)


def wrong_usage() -> int:
    """Say what can be asked for, and return the exit code for a wrong question."""
    say(USAGE)
    return WRONG_USAGE


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "screenshot": screenshot,
    "materials": materials,
    "bundle": bundle,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Run the command named first and return its exit code: 2 is wrong usage, 3 is trouble on the way."""
    if sys.version_info < OLDEST_PYTHON:
        say(f"Betalt needs Python 3.11 or newer; this one is {sys.version.split()[0]}.")
        return TROUBLE
    command = COMMANDS.get(arguments[0]) if arguments else None
    if arguments[:1] in (["-h"], ["--help"]):
        print(USAGE)
        return 0
    if command is None:
        return wrong_usage()
    try:
        return command(arguments[1:])
    except SetUpError as trouble:
        say(str(trouble))
        return TROUBLE
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
