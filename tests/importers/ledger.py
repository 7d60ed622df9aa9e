"""A small ledger for the tests: whole rows, of which each test changes what it is about."""

from app.importers.draft import Draft, Problem
from app.importers.mapping import guess
from app.importers.table import TableSettings, read_table
from app.importers.table_invoice import apply

HEADER = "Faktura;Kund;Orgnr;Fakturadatum;Förfallodatum;Belopp;Rest;Status;Valuta;Typ;Krediterar"


WHOLE = {
    "Faktura": "1",
    "Kund": "Acme AB",
    "Orgnr": "556036-0793",
    "Fakturadatum": "2026-10-13",
    "Förfallodatum": "2026-11-12",
    "Belopp": "100,00",
    "Rest": "100,00",
    "Valuta": "SEK",
}


def row(**changed: str) -> str:
    return ";".join({**WHOLE, **changed}.get(name, "") for name in HEADER.split(";"))


def draft(*rows: str, settings: TableSettings | None = None) -> Draft:
    table = read_table("\n".join([HEADER, *rows, ""]).encode(), settings)
    return apply(table, guess(table), settings)


def codes(found: Draft) -> list[tuple[int | None, str, str]]:
    return [(each.line, each.severity, each.code) for each in found.problems]


def problem(found: Draft, code: str) -> Problem:
    return next(each for each in found.problems if each.code == code)
