"""Bank files as values, read in like real ones, and what has become of their payments."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.importers.bank_draft import Covered, DraftPayment
from app.importers.draft import Draft, Source
from app.services import importing, matching
from app.services.import_compare import Choices
from app.services.import_preview import Accepted, FilePreview, Preview
from app.services.matching_values import Proposal
from tests.office import Office, kronor

BANKGIRO = "50501055"
ACCOUNT = "60001234567"
MONDAY = date(2026, 11, 16)


def paid(amount: str, *, on: date = MONDAY, **said: Any) -> DraftPayment:
    """Return money that came in on the bankgiro, on a Monday unless told otherwise."""
    currency = said.pop("currency", "SEK")
    said.setdefault("account", BANKGIRO)
    return DraftPayment(said.pop("line", 1), on, kronor(amount, currency), **said)


def bank_file(*payments: DraftPayment, kind: str = "bgmax", shape: str = "", covered: bool = True) -> Draft:
    """Return a file with these payments that accounts for every day up to its last payment."""
    last = max((payment.received_on for payment in payments), default=MONDAY)
    days = (Covered(BANKGIRO, None, last),) if covered else ()
    return Draft(kind, payments=payments, covered=days, source=Source(shape=shape))


def look_at(office: Office, *drafts: Draft) -> Preview:
    """Return what reading these files in would do."""
    files = [FilePreview(f"{draft.kind}-{n}", f"{id(draft)}", draft) for n, draft in enumerate(drafts)]
    return importing.judge_again(office.desk, Preview(tuple(files)), Choices().take)


def read_in(office: Office, *drafts: Draft) -> Accepted:
    """Read these files in."""
    return importing.accept(office.desk, look_at(office, *drafts))


def waiting(office: Office) -> list[Proposal]:
    """Return every payment that waits, the surest first."""
    seen = matching.overview(office.desk)
    return [*seen.certain, *seen.likely, *seen.unknown]


def waits(office: Office) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return amount, certainty and invoices of every payment that waits."""
    return [(f"{each.amount.amount}", each.certainty.value, each.numbers) for each in waiting(office)]


def book_all(office: Office, *, rest: matching.Rest = matching.Rest.STAYS) -> matching.Accepted:
    """Book every payment that has a proposal, as it is proposed."""
    seen = matching.overview(office.desk)
    rows = (*seen.certain, *seen.likely)
    return matching.accept(office.desk, [matching.Choice(row.payment_id, rest=rest) for row in rows])
