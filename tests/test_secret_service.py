"""The lock with a real keyring: gnome-keyring under a D-Bus session of its own, in processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [program for program in NEEDED if shutil.which(program) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"a real keyring needs {' and '.join(MISSING)}; packaging/dev.py test installs them"
)
ROOT = Path(__file__).resolve().parent.parent
START = f"""
from datetime import date
from pathlib import Path
import sys
sys.path.insert(0, {str(ROOT)!r})
from app.bootstrap import make_desk
from app.services import keys, locking
desk = make_desk(Path(sys.argv[1]), today=date(2026, 11, 18))
"""
LOCK = f"""{START}
assert locking.protection(desk) == locking.Protection(False, False, True), locking.protection(desk)
desk.database
locking.seal(desk, locking.new_key())
"""
OPEN = f"""{START}
assert keys.is_encrypted(desk.path)
print(desk.database.connection.execute("SELECT count(*) FROM invoice").fetchone()[0], desk.encrypted)
"""
REFUSED = f"""{START}
try:
    desk.database
except Exception as error:
    print(type(error).__name__)
"""


def in_session(tmp_path: Path, script: str) -> str:
    """Run a shell script under a D-Bus session of its own, with a keyring that has nothing of the user's."""
    homes = {name: str(tmp_path / name) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")}
    for folder in homes.values():
        Path(folder).mkdir(mode=0o700, exist_ok=True)
    env = {name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"}
    command = ["dbus-run-session", "--", "sh", "-e", "-c", script]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env=env | homes, cwd=tmp_path
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def step(tmp_path: Path, name: str, program: str) -> str:
    """Write a program down and return the line of shell that runs it on the database."""
    (tmp_path / f"{name}.py").write_text(program, encoding="utf-8")
    return f"{sys.executable} {name}.py betalt.db"


def unlocked(password: str) -> str:
    return f"printf '%s' {password} | gnome-keyring-daemon --unlock --components=secrets >/dev/null"


def test_a_file_locked_in_one_start_opens_by_itself_in_the_next(tmp_path: Path) -> None:
    lock, opening = step(tmp_path, "lock", LOCK), step(tmp_path, "open", OPEN)
    assert in_session(tmp_path, f"{unlocked('one')}\n{lock}\n{opening}") == "0 True"
    assert not (tmp_path / "betalt.db").read_bytes().startswith(b"SQLite")
    # After a restart of the computer the keyring has it still.
    assert in_session(tmp_path, f"{unlocked('one')}\n{opening}") == "0 True"


def test_a_keyring_that_is_not_there_any_more_is_told_from_a_key_it_does_not_know(tmp_path: Path) -> None:
    lock, refused = step(tmp_path, "lock", LOCK), step(tmp_path, "refused", REFUSED)
    in_session(tmp_path, f"{unlocked('one')}\n{lock}")
    shutil.rmtree(tmp_path / "XDG_DATA_HOME" / "keyrings")
    assert in_session(tmp_path, f"{unlocked('two')}\n{refused}") == "KeyNeededError"
