"""Bookkeeping files that are read in: their customers, and what they say is owed beside what stands here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection

from app.importers.draft import Draft, blocking
from app.services.import_compare import Reading, system_of
from app.services.import_customers import Met
from app.services.import_preview import FilePreview
from app.services.receivables_check import check
from app.storage.firm import read_through


def with_books(connection: Connection, file: FilePreview, reading: Reading) -> FilePreview:
    """Return a file with its customers met and its balances compared; another file as it is."""
    if is_of_another(file.draft, reading.own_identifier):
        problem = blocking(
            "books_of_another", line=None, found=file.draft.owner.name if file.draft.owner else ""
        )
        return replace(file, people=(), books=(), foreign=problem)
    system = system_of(file.draft, reading.own_identifier)
    return replace(
        file,
        people=people_of(file.draft, reading),
        books=check(
            connection,
            file.draft.balances,
            lambda party: reading.directory.meet(party, system).who,
            read_through(connection),
        ),
        foreign=None,
    )


def people_of(draft: Draft, reading: Reading) -> tuple[Met, ...]:
    """Return who each customer is that the books list; nobody if the books are those of another firm."""
    if is_of_another(draft, reading.own_identifier):
        return ()
    system = system_of(draft, reading.own_identifier)
    return tuple(reading.directory.meet(party, system) for party in draft.customers if party.name)


def is_of_another(draft: Draft, own_identifier: str) -> bool:
    """Say whether the books are those of another firm, by organisation number, once our own is known."""
    theirs = draft.owner.identifier if draft.owner else ""
    return bool(theirs and own_identifier) and theirs != own_identifier


def new_people(people: Sequence[Met]) -> frozenset[int]:
    """Return the customers that are not here yet, by the numbers under which the directory has them."""
    return frozenset(each.who for each in people if each.who < 0)
