"""Power loss: the writes of a working app are recorded, and replayed without those that were not synced."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.after import faults
from tests.crash.work import Place, Worker, acknowledged, on_disk

_CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,openat"
_HEXED = r"((?:\\x..)*)"
_ON_FILE = re.compile(rf'(\w+)\(\d+<{_HEXED}>(?:, "{_HEXED}")?(?:, (\d+))?(?:, (\d+))?\) += (\d+)')
_ON_NAMES = re.compile(rf'(rename|unlink)(?:at)?\((?:AT_FDCWD\S*, )?"{_HEXED}"(?:, "{_HEXED}")?.*\) += 0')


@dataclass(frozen=True)
class Call:
    """One call to the system that changes a file, or makes it sure; `to` is a new name."""

    kind: str
    path: str
    data: bytes = b""
    at: int = 0
    to: str = ""


@dataclass
class Disk:
    """What is surely on the disk, and what has been written since and may be lost."""

    sure: dict[str, bytearray] = field(default_factory=dict)
    loose: dict[str, list[Call]] = field(default_factory=dict)

    def take(self, call: Call) -> None:
        """Follow one call; names change at once, as file systems with a journal keep their order."""
        if call.kind in ("fsync", "fdatasync"):
            for each in self.loose.pop(call.path, []):
                self._write(self.sure, each)
        elif call.kind == "rename":
            self.sure[call.to] = self.sure.pop(call.path, bytearray())
            self.loose[call.to] = self.loose.pop(call.path, [])
        elif call.kind == "unlink":
            self.sure.pop(call.path, None)
            self.loose.pop(call.path, None)
        else:
            self.sure.setdefault(call.path, bytearray())
            self.loose.setdefault(call.path, []).append(call)

    def image(self, draw: random.Random, share: float) -> dict[str, bytes]:
        """Return the files after the power has gone, with a random `share` of what was not synced."""
        left = {path: bytearray(content) for path, content in self.sure.items()}
        for calls in self.loose.values():
            for call in calls:
                if draw.random() < share:
                    self._write(left, call)
        return {path: bytes(content) for path, content in left.items()}

    @staticmethod
    def _write(files: dict[str, bytearray], call: Call) -> None:
        content = files.setdefault(call.path, bytearray())
        if call.kind == "ftruncate":
            del content[call.at :]
            content.extend(bytes(call.at - len(content)))
        else:
            at = len(content) if call.kind == "write" else call.at
            content.extend(bytes(max(0, at - len(content))))
            content[at : at + len(call.data)] = call.data


def record(folder: Path, actions: int, seed: int) -> list[Call]:
    """Let a process of its own work under `strace` and return the calls that changed files in `folder`."""
    trace = folder.with_name(f"{folder.name}.trace")
    watched = ["strace", "-f", "-y", "-xx", "-s", "9999999", "-e", f"trace={_CALLS}", "-o", str(trace)]
    work = [sys.executable, "-m", "tests.crash.power", str(folder), str(actions), str(seed)]
    subprocess.run([*watched, *work], check=True, cwd=Path(__file__).parents[2])
    with trace.open(encoding="utf-8") as lines:
        return [call for line in lines for call in _read(line) if call.path.startswith(str(folder))]


def _read(line: str) -> Iterator[Call]:
    named, on_file = _ON_NAMES.search(line), _ON_FILE.search(line)
    if named:
        yield Call(named[1], _text(named[2]), to=_text(named[3] or ""))
    elif on_file:
        kind, path, data, first, second, _done = on_file.groups()
        at = int((first if kind == "ftruncate" else second) or 0)
        yield Call(kind, _text(path), _bytes(data or ""), at)


def _bytes(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


def _text(hexed: str) -> str:
    return _bytes(hexed).decode()


def place_in(folder: Path) -> Place:
    """Return where the recorded work is done."""
    return Place(folder / "betalt.db", None, folder / "inbox", folder / "acks")


def lose_power(calls: list[Call], folder: Path, images: int, seed: int) -> list[str]:
    """Cut the power at random calls and return what is then not as it has to be."""
    draw, found = random.Random(seed), list[str]()
    points = sorted(draw.sample(range(len(calls)), min(images, len(calls))))
    disk, done = Disk(), 0
    for point in points:
        for call in calls[done:point]:
            disk.take(call)
        done = point
        found += [f"at call {point}: {fault}" for fault in _after(disk, folder, draw)]
    return found


def _after(disk: Disk, folder: Path, draw: random.Random) -> list[str]:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in disk.image(draw, draw.choice((0.0, 0.5, 1.0))).items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    place = place_in(folder)
    folder.mkdir(exist_ok=True)
    try:
        return faults(place, acknowledged(place.acks))
    except Exception as error:  # noqa: BLE001 - whatever keeps the file from opening is what is looked for
        return [f"does not open: {error!r}"]


def main() -> None:
    """Do some work; called by `record`."""
    folder, actions, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    place = place_in(folder)
    place.folder.mkdir(parents=True)
    worker = Worker(place, random.Random(seed), on_disk(place.acks))
    worker.begin()
    for _ in range(actions):
        worker.go_on()


if __name__ == "__main__":
    main()
