"""Letters and plans begun and not made yet, as the lists show them among those that were made."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.attention import State
from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.domain.party import CustomerId
from app.i18n import _
from app.services.desk import Desk
from app.services.drafts import discard
from app.services.explain.outcomes import letter_name
from app.services.explain.words import short
from app.services.listing import ListRow
from app.storage import drafts
from app.storage.drafts import CustomerDraft
from app.storage.folding import wanted

LETTER, PLAN = "letter:", "plan:"
DRAFT = "draft"
"""The stage of a row that is a draft; its id is that of the customer with a minus before it."""


def draft_ids(desk: Desk, prefix: str, text: str = "") -> tuple[int, ...]:
    """Return the ids of the drafts of letters or plans, the newest first."""
    with desk.database.reading() as connection:
        return tuple(-draft.customer_id for draft in drafts.of_customers(connection, prefix, wanted(text)))


def letter_drafts(desk: Desk, ids: Sequence[int]) -> dict[int, ListRow]:
    """Return the drafts of letters among these ids; cells as those of a letter."""
    return {
        -draft.customer_id: _row(
            draft,
            (_("Draft"), _kind(draft), draft.customer, short(draft.saved_on, desk.today()), _("Draft"), ""),
        )
        for draft in _wanted(desk, LETTER, ids)
    }


def plan_drafts(desk: Desk, ids: Sequence[int]) -> dict[int, ListRow]:
    """Return the drafts of plans among these ids; cells as those of a plan."""
    return {
        -draft.customer_id: _row(
            draft,
            (
                State.NOT_DUE.value,
                _("Draft"),
                draft.customer,
                "",
                "",
                "",
                short(draft.saved_on, desk.today()),
            ),
        )
        for draft in _wanted(desk, PLAN, ids)
    }


def throw_away(desk: Desk, prefix: str, row_id: int) -> None:
    """Throw a draft away."""
    discard(desk, f"{prefix}{-row_id}")


def _wanted(desk: Desk, prefix: str, ids: Sequence[int]) -> list[CustomerDraft]:
    if not any(each < 0 for each in ids):
        return []
    with desk.database.reading() as connection:
        return [draft for draft in drafts.of_customers(connection, prefix, ()) if -draft.customer_id in ids]


def _kind(draft: CustomerDraft) -> str:
    kind = draft.payload.get("kind", "")
    return letter_name(LetterKind(kind)) if kind in list(LetterKind) else ""


def _row(draft: CustomerDraft, cells: tuple[str, ...]) -> ListRow:
    case_ids = tuple(CaseId(case_id) for case_id in draft.payload.get("cases", ()))
    who = CustomerId(draft.customer_id)
    return ListRow(-draft.customer_id, who, draft.customer, cells, case_ids, stage=DRAFT)
