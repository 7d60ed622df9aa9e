"""What an action changed, so that screens refresh just that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.invoice import CaseId
    from app.domain.party import CustomerId


@dataclass(frozen=True, slots=True)
class Changes:
    """The cases and customers an action touched.

    Attributes:
        action_id: Its entry in the journal; `None` when it cannot be undone.
        kind: Names the action for `explain.done`; `about` is whom or what it concerned.
        kept: Numbers of the invoices that undoing an import left, because later work stands on them.
    """

    cases: frozenset[CaseId] = frozenset()
    customers: frozenset[CustomerId] = frozenset()
    action_id: int | None = None
    kind: str = ""
    about: str = ""
    kept: tuple[str, ...] = ()
