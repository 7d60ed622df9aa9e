"""Large bank files, read: `python -m tests.benchmarks.bank [--megabytes 50]`.

Each file is read in a process of its own, whose largest memory is printed; the bare side walks through the
same file with `lxml` or line by line and keeps nothing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from app.importers.reader import read
from tests.importers import camt_files, giro_files

_MEGABYTE = 1024 * 1024
_SIZE = 1000


@dataclass(frozen=True)
class Format:
    """A format of bank files.

    Attributes:
        head, tail: What stands around the payments.
        block: Payments from this number on, a thousand of them.
        walk: The bare minimum.
    """

    head: str
    block: Callable[[int], str]
    tail: str
    walk: Callable[[Path], None]


def _camt_block(first: int) -> str:
    return "".join(_camt_entry(number) for number in range(first, first + _SIZE))


def _camt_entry(number: int) -> str:
    parties = camt_files.payer(f"Kund {number % 900} AB")
    refs = f"<AcctSvcrRef>S{number:012}</AcctSvcrRef><EndToEndId>{number}</EndToEndId>"
    paid = camt_files.detail("1250.50", camt_files.reference(f"{number:010}"), parties=parties, refs=refs)
    return camt_files.entry("1250.50", paid, ref=f"E{number:012}")


def _batch_block(first: int) -> str:
    """Return entries of one batch each, so that one entry holds a thousand transactions."""
    paid = "".join(
        camt_files.detail("1.00", camt_files.reference(f"{number:010}"), refs=f"<TxId>T{number}</TxId>")
        for number in range(first, first + _SIZE)
    )
    return camt_files.entry(f"{_SIZE}.00", paid, ref=f"E{first}")


def _bgmax_block(first: int) -> str:
    items = [
        giro_files.paid(125050, f"{number:010}", serial=number + 1, name=f"Kund {number % 900} AB")
        for number in range(first, first + _SIZE)
    ]
    return giro_files.bgmax(*items, giro_files.deposit(125050 * _SIZE, _SIZE))


def _ocr_block(first: int) -> str:
    items = [
        giro_files.giro(125050, f"{number:010}", number=number) for number in range(first, first + _SIZE)
    ]
    return giro_files.ocr(*items) + "\n"


def _walk_xml(path: Path) -> None:
    for _event, element in etree.iterparse(str(path), tag="{*}Ntry"):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _walk_lines(path: Path) -> None:
    with path.open(encoding="iso-8859-1") as file:
        for line in file:
            line[37:55].strip()


def _around(text: str) -> tuple[str, str]:
    head, _found, tail = text.partition("<Id>PLACE</Id>")
    return head, tail


def _formats() -> dict[str, Format]:
    head, tail = _around(camt_files.message(camt_files.statement("<Id>PLACE</Id>")))
    giro_head = giro_files.ocr(giro_files.ocr_start(), giro_files.assignment()) + "\n"
    bgmax_head = giro_files.bgmax(giro_files.bgmax_start(), giro_files.section())
    return {
        "camt, single entries": Format(head, _camt_block, tail, _walk_xml),
        "camt, batches": Format(head, _batch_block, tail, _walk_xml),
        "BgMax": Format(bgmax_head, _bgmax_block, "", _walk_lines),
        "OCR giro": Format(giro_head, _ocr_block, "", _walk_lines),
    }


def write(path: Path, form: Format, megabytes: int) -> None:
    """Write a file of about this size."""
    with path.open("w", encoding="iso-8859-1", newline="") as file:
        file.write(form.head)
        for text in _blocks(form, megabytes * _MEGABYTE):
            file.write(text)
        file.write(form.tail)


def _blocks(form: Format, size: int) -> Iterator[str]:
    written = first = 0
    while written < size:
        text = form.block(first)
        yield text
        written, first = written + len(text), first + _SIZE


def _largest_memory() -> float:
    """Return the largest memory of this process so far in MB; not known on Windows."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / _MEGABYTE if sys.platform == "darwin" else used / 1024


def measure(name: str, path: Path) -> None:
    """Read one file in this process and print what it took."""
    before = _largest_memory()
    start = time.perf_counter()
    draft = read(path)
    ours = time.perf_counter() - start
    largest = _largest_memory()
    start = time.perf_counter()
    _formats()[name].walk(path)
    bare = time.perf_counter() - start
    print(
        f"{name:22} {path.stat().st_size / _MEGABYTE:5.0f} MB {len(draft.payments):8} payments"
        f" {len(draft.problems):3} problems {ours:6.1f} s, bare {bare:5.1f} s,"
        f" memory {largest:5.0f} MB, before {before:4.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=50)
    parser.add_argument("--read", nargs=2, metavar=("NAME", "PATH"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.read:
        measure(wanted.read[0], Path(wanted.read[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, form in _formats().items():
            path = Path(folder) / "bank"
            write(path, form, wanted.megabytes)
            again = [sys.executable, "-m", "tests.benchmarks.bank", "--read", name, str(path)]
            subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
