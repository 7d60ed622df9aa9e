"""Spoiled files: read by every parser (`tests.importers.fuzzing`), and some of them taken into the books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from app.services import importing, undoing
from tests.hostile.place import Answer, Kind, looked_over, refused
from tests.hostile.values import text
from tests.importers.fuzz_seeds import seeds
from tests.importers.fuzz_spoil import spoil
from tests.importers.fuzzing import Tally, judge


def spoiled(chance: Random) -> bytes:
    """Return a file of any kind with something wrong in it."""
    whole = seeds()[chance.choice(sorted(seeds()))]
    return spoil(chance, chance.choice(whole), whole)


def _read(folder: Path) -> Iterator[Answer]:
    def answer(chance: Random) -> None:
        path = folder / "input"
        path.write_bytes(spoiled(chance))
        assert judge(path, Tally("any")) == ""
        path.unlink()

    yield answer


def _taken_in(folder: Path) -> Iterator[Answer]:
    inbox = folder / "inbox"
    inbox.mkdir()
    with looked_over(folder) as place:

        def answer(chance: Random) -> None:
            path = inbox / f"{_file_name(chance)}.csv"
            path.write_bytes(spoiled(chance) if chance.random() < 0.6 else _table(chance))
            refused(lambda: importing.accept(place.desk, importing.preview(place.desk, [path])))
            if chance.random() < 0.5:
                refused(lambda: undoing.undo(place.desk))
            path.unlink()

        yield answer


def _file_name(chance: Random) -> str:
    """Return a name that a file system takes; on some it need not even be text."""
    return "\udcff" if chance.random() < 0.05 else text(chance).replace("/", "").replace("\0", "")[:40]


def _table(chance: Random) -> bytes:
    """Return a list of invoices that hangs together, but whose words are hostile."""
    rows = ["Faktura;Kund;Organisationsnummer;Datum;Förfallodatum;Belopp;Valuta;OCR"]
    for number in range(chance.randrange(1, 4)):
        words = [text(chance)[:500].replace('"', '""') for _ in range(3)]
        total = chance.choice(("1", "1250,00", "999999999999,99", "1000000000000000", "-5", "0,005"))
        due = chance.choice(("2026-11-01", "9999-12-31", "0001-01-01", "2028-02-29", "2199-12-31"))
        cells = [f"{number}{words[0]}", words[1] or "?", words[2], "2026-10-01", due, total, "SEK", "1234566"]
        rows.append(";".join(f'"{cell}"' for cell in cells))
    return "\r\n".join(rows).encode("utf-8", "replace")


KINDS = (Kind("files read", 18, 10_000, _read), Kind("files taken in", 3, 200, _taken_in))
