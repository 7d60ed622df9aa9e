"""A letter or agreement as it was made: its bytes, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.domain.payment_plan import PlanState
from app.i18n import _, translator
from app.services import reminders, sending
from app.services.about import numbers
from app.services.desk import Desk
from app.services.explain.outcomes import letter_name
from app.services.explain.words import dated, money


@dataclass(frozen=True, slots=True)
class StoredPaper:
    """What the page of a stored letter shows.

    Attributes:
        plan_id: The plan that waits for its signature, if the paper is its agreement.
        sent_on: The day it went out, or was signed; `None` before that.
        copy_mark: What a second print bears on the paper, in the language of the letter; empty before that.
        made_on: First day on which it can have gone out.
    """

    letter_id: int
    title: str
    name: str
    customer_id: CustomerId
    case_ids: tuple[CaseId, ...]
    numbers: str
    total: str
    words: str
    made_on: date
    sent_on: date | None
    is_plan: bool
    plan_id: int | None
    copy_mark: str
    file_name: str
    pdf: bytes


def stored_paper(desk: Desk, letter_id: int) -> StoredPaper:
    """Return a letter as it was made; `KeyError` when there is none or it was taken back."""
    from app.storage.letters import plan_of, read_letter

    connection = desk.database.connection
    stored = read_letter(connection, letter_id)
    plan = plan_of(connection, letter_id)
    cases = reminders.load(desk, stored.case_ids)
    name = cases[0].customer.name
    title = _("Payment plan for {name}") if plan else _("{letter} to {name}")
    waits = plan is not None and plan[1] == PlanState.PRINTED
    return StoredPaper(
        letter_id=letter_id,
        title=title.format(name=name, letter="" if plan else letter_name(LetterKind(stored.kind))),
        name=name,
        customer_id=cases[0].customer.id,
        case_ids=stored.case_ids,
        numbers=numbers(cases),
        total=money(stored.total, whole=False),
        words=_standing(stored.made_on, stored.sent_on, desk.today(), is_plan=plan is not None),
        made_on=stored.made_on,
        sent_on=stored.sent_on,
        is_plan=plan is not None,
        plan_id=plan[0] if plan and waits else None,
        copy_mark=_copy_mark(stored.language) if stored.sent_on else "",
        file_name=stored.file_name,
        pdf=sending.stored_pdf(desk, letter_id),
    )


def _copy_mark(language: str) -> str:
    # Translators: stands at the top of the paper when a letter is printed a second time.
    return translator(language).gettext("A copy")


def _standing(made_on: date, sent_on: date | None, today: date, *, is_plan: bool) -> str:
    if sent_on is None:
        said = _("Printed {day}, not signed yet.") if is_plan else _("Made {day}, not sent yet.")
        return said.format(day=dated(made_on, today))
    said = _("Signed {day}.") if is_plan else _("Sent {day}.")
    return said.format(day=dated(sent_on, today))
