"""Betalt as a folder that runs without Python: `python packaging/bundle.py FOLDER`, on the system it is for.

PyInstaller, fetched by `packaging/bundle.lock` for this once, gathers what the program imports. The folder
holds nothing that differs from run to run, so that two who build the same source on the same system get the
same files; `betalt.sha256` beside it lists them to compare. At the end the bundle tells the morning list of
the example, and it must be word for word what the source tells.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "bundle.lock"
SCRIPTS = ROOT / "app" / "storage" / "migrations"
USAGE = "usage: python packaging/bundle.py FOLDER"
OURS = ("app", "ui")
LOOKED_UP = ("holidays", "stdnum")  # find the modules of a country by its name
WITH_DATA = ("babel", "holidays", "reportlab", "stdnum")
OF_THE_TOOLS = ("pip", "pkg_resources", "setuptools")
DAY = "2026-11-18"
SAME_EACH_RUN = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "315532800"}


def modules() -> Iterator[str]:
    """Yield every module of ours; pages and commands are imported by name, which no import tells of."""
    for top in OURS:
        for path in sorted((ROOT / top).rglob("*.py")):
            if SCRIPTS not in path.parents:
                parts = path.relative_to(ROOT).with_suffix("").parts
                yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def options(work: Path) -> Iterator[str]:
    """Yield what PyInstaller is told; `work` is a folder of its own."""
    scripts = work / "migrations"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    yield from ("--noconfirm", "--name=betalt", "--log-level=WARN", f"--paths={ROOT}")
    yield from (f"--workpath={work / 'work'}", f"--distpath={work / 'made'}", f"--specpath={work}")
    yield f"--add-data={ROOT / 'resources'}{os.pathsep}resources"
    yield f"--add-data={scripts}{os.pathsep}{SCRIPTS.relative_to(ROOT)}"
    yield from (f"--hidden-import={name}" for name in modules())
    yield from (f"--collect-submodules={name}" for name in LOOKED_UP)
    yield from (f"--collect-data={name}" for name in WITH_DATA)
    yield from (f"--exclude-module={name}" for name in OF_THE_TOOLS)


def build(work: Path) -> Path:
    """Make the bundle in `work` and return its folder.

    Raises:
        subprocess.CalledProcessError: The tool could not be fetched, or stopped; its lines say why.
    """
    tool = work / "tool"
    fetch: tuple[str | Path, ...] = ("install", "--quiet", "--require-hashes", "--target", tool, "-r", LOCK)
    subprocess.run([sys.executable, "-m", "pip", *fetch], check=True)
    env = os.environ | SAME_EACH_RUN | {"PYTHONPATH": os.pathsep.join((str(tool), str(ROOT)))}
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "PyInstaller",
        *options(work),
        ROOT / "ui" / "launch.py",
    ]
    subprocess.run(command, check=True, env=env, cwd=work)
    return work / "made" / "betalt"


def sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder by its path there; of a link, where it leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink().as_posix()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def told(command: tuple[str | Path, ...], work: Path) -> str:
    """Return the morning list of the example as a program tells it in plain JSON."""
    database = work / "example.db"
    env = os.environ | {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(work)}
    for arguments in (("demo", database), ("--data", database, "--json", "today")):
        asked = [*command, "--today", DAY, *arguments]
        done = subprocess.run(asked, check=True, env=env, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    database.unlink()
    return done.stdout


def write_sums(found: Mapping[str, str], path: Path) -> None:
    """Write a list of files as `sha256sum` does."""
    path.write_text("".join(f"{each}  {name}\n" for name, each in found.items()), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Build, try and put in place; the exit code is 1 when the bundle does not tell what the source tells."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        bundle = build(work)
        if told((bundle / "betalt",), work) != told((sys.executable, "-m", "ui.launch"), work):
            print("The bundle does not tell the same morning list as the source.", file=sys.stderr)
            return 1
        write_sums(sums(bundle), folder / "betalt.sha256")
        shutil.copytree(bundle, folder / "betalt", symlinks=True, dirs_exist_ok=True)
    print(folder / "betalt")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
