"""Where the payments of files belong, before they are stored and just after."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from app.domain.invoice import CaseId
from app.domain.matching import Candidate, Incoming, NamedPart, PayerCard
from app.domain.matching_run import match_all
from app.domain.party import CustomerId
from app.services.bank_values import JudgedPayment
from app.services.desk import Desk
from app.services.import_compare import Judged, Verdict, left_of
from app.services.matching_books import Interest, Planned, gather
from app.services.matching_proposals import known_of, proposals
from app.services.matching_run import matched
from app.services.matching_values import Proposal
from app.storage.bank_payments import StoredPayment, waiting_payments
from app.storage.imports import connection_of

if TYPE_CHECKING:
    from app.services.import_preview import Preview


def preview_proposals(desk: Desk, shown: Preview) -> dict[str, Proposal]:
    """Return where the new payments of files would belong, by identity; nothing is stored.

    Invoices that the same files bring count as open.
    """
    fresh = [each for file in shown.files if file.bank for each in file.bank.new]
    if not fresh:
        return {}
    rows = [_as_stored(judged, -1 - place) for place, judged in enumerate(fresh)]
    with desk.look() as work:
        connection = connection_of(work)
        every = [*waiting_payments(connection), *rows]
        interest = Interest(cache(work.case), desk.statutes)
        incoming = [row.incoming for row in every]
        books = gather(connection, incoming, interest.on, _planned(shown))
        found = proposals(rows, match_all(incoming, books), known_of(books))
    return {row.identity: proposal for row, proposal in zip(rows, found, strict=True)}


def stored_proposals(desk: Desk, identities: Collection[str]) -> dict[str, Proposal]:
    """Return where payments that wait belong, by identity."""
    from app.services.matching import known

    wanted = frozenset(identities)
    if not wanted:
        return {}
    with desk.look() as work:
        found = matched(desk, work)
        rows = [payment for payment in found.payments if payment.identity in wanted]
        said = proposals(rows, found.matches, known(work, found))
    return {row.identity: proposal for row, proposal in zip(rows, said, strict=True)}


def _as_stored(judged: JudgedPayment, payment_id: int) -> StoredPayment:
    draft = judged.draft
    incoming = Incoming(
        id=payment_id,
        received_on=draft.received_on,
        amount=draft.amount,
        movement=draft.movement,
        payer=draft.payer,
        payer_account=draft.payer_account,
        payer_identifier=draft.payer_identifier,
        reference=draft.reference,
        numbers=draft.numbers,
        parts=tuple(NamedPart(part.reference, part.amount) for part in draft.parts),
        message=draft.message,
    )
    return StoredPayment(
        incoming=incoming,
        account=draft.account,
        identity=judged.identity,
        bank_id=draft.bank_id,
        reverses=draft.reverses,
        customer_id=None,
        aside="",
        batch_id=None,
        source=judged.source,
    )


def _planned(shown: Preview) -> Planned:
    new = [
        judged
        for file in shown.files
        for judged in file.of(Verdict.NEW)
        if judged.draft.kind == "invoice" and left_of(judged.draft).minor > 0
    ]
    cases = tuple(_candidate(judged, CaseId(-1 - place)) for place, judged in enumerate(new))
    return Planned(cases, tuple(_payers(new)))


def _candidate(judged: Judged, case_id: CaseId) -> Candidate:
    draft = judged.draft
    return Candidate(
        case_id=case_id,
        customer_id=CustomerId(judged.met.who),
        number=draft.number,
        reference=draft.payment_reference or "",
        open=left_of(draft),
        issued_on=draft.issued_on,
        due_on=draft.due_on,
    )


def _payers(new: Collection[Judged]) -> Iterator[PayerCard]:
    parties = {judged.met.who: judged.draft.customer for judged in new if judged.met.who < 0}
    for who, party in parties.items():
        yield PayerCard(CustomerId(who), party.name, party.customer_number, party.identifier)
