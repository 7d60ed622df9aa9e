"""Small files of Bankgirot (BgMax) and Nets (OCR giro), written by the tests that read them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.importers.draft import Draft
from app.importers.reader import read


def bgmax_start(*, made_on: str = "20261116", mark: str = "P") -> str:
    return f"01{'BGMAX':20}01{made_on}173035010331{mark}"


def section(bankgiro: str = "50501055", currency: str = "SEK") -> str:
    return f"05{bankgiro:>010}{'':10}{currency}"


def paid(
    minor: int,
    reference: str = "",
    *,
    code: str = "20",
    serial: int = 1,
    sender: str = "3783511",
    name: str = "",
    number: str = "",
    texts: Sequence[str] = (),
) -> list[str]:
    """Return a record with an amount (TK20 to TK23) and those that belong to it."""
    lines = [f"{code}{sender:>010}{reference:>25}{minor:018}22{serial:012}0"]
    lines += [f"25{text}" for text in texts]
    lines += [f"26{name}"] if name else []
    lines += [f"27{'Storgatan 2':35}12345", "28Malmö"] if name else []
    return lines + ([f"29{number:>012}"] if number else [])


def deposit(minor: int, count: int, *, day: str = "20261116", currency: str = "SEK") -> str:
    return f"15{'5841':>35}{day}00074{minor:018}{currency}{count:08}"


def bgmax_end(payments: int, deductions: int = 0, extras: int = 0, deposits: int = 1) -> str:
    return f"70{payments:08}{deductions:08}{extras:08}{deposits:08}"


def bgmax(*records: str | list[str], end: str = "\r\n") -> str:
    """Return a file; each record is filled up to 80 characters."""
    lines = [line for each in records for line in ([each] if isinstance(each, str) else each)]
    return "".join(f"{line:80}{end}" for line in lines)


def ocr_start() -> str:
    return "NY000010000080800170031000102".ljust(80, "0")


def assignment(account: str = "12001000017", service: str = "09", kind: str = "00") -> str:
    return f"NY{service}{kind}200010085660000002{account}".ljust(80, "0")


def giro(
    minor: int,
    kid: str,
    *,
    number: int = 1,
    kind: str = "13",
    sign: str = "0",
    settled_on: str = "171126",
    ordered_on: str = "161126",
    debited: str = "99990512341",
    text: str = "",
) -> list[str]:
    """Return the amount records of one transaction."""
    head = f"{number:07}"
    lines = [
        f"NY09{kind}30{head}{settled_on}1320101464{sign}{minor:017}{kid:>25}000000",
        f"NY09{kind}31{head}9636827194099038562{'0':07}{ordered_on}{debited}".ljust(80, "0"),
    ]
    return lines + ([f"NY09{kind}32{head}{text:40}".ljust(80, "0")] if text else [])


def claimed(minor: int, kid: str, *, number: int = 1, kind: str = "21") -> list[str]:
    """Return an AvtaleGiro claim of ours."""
    head = f"{number:07}"
    return [
        f"NY21{kind}30{head}011226{'':11}{minor:017}{kid:>25}000000",
        f"NY21{kind}31{head}{'NORDMANN':10}{'':50}00000",
        f"NY212149{head}40011{'Gjelder faktura':40}".ljust(80, "0"),
    ]


def assignment_end(count: int, minor: int, service: str = "09") -> str:
    return f"NY{service}0088{count:08}{count * 2 + 2:08}{minor:017}171126171126171126".ljust(80, "0")


def ocr_end(count: int, minor: int) -> str:
    return f"NY000089{count:08}{count * 2 + 4:08}{minor:017}171126".ljust(80, "0")


def ocr(*records: str | list[str], end: str = "\n") -> str:
    lines = [line for each in records for line in ([each] if isinstance(each, str) else each)]
    return end.join(lines)


def read_file(folder: Path, text: str, encoding: str = "iso-8859-1") -> Draft:
    path = folder / "giro.txt"
    path.write_bytes(text.encode(encoding))
    return read(path)
