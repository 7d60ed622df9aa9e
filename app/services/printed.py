"""Papers made earlier the same day and not gone out: found again, so that one paper keeps one number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.services.desk import Desk
from app.services.plans import PlanProposal
from app.services.reminders import Proposal

_LETTERS = """
SELECT l.id, l.number, f.pdf FROM letter l JOIN letter_file f ON f.letter_id = l.id
WHERE l.kind = ? AND l.made_on = ? AND l.total_minor = ? AND l.sent_on IS NULL AND l.withdrawn = 0
ORDER BY l.id DESC
"""
_PLANS = """
SELECT p.id, f.pdf FROM plan p JOIN letter_file f ON f.letter_id = p.letter_id
WHERE p.state = 'printed' AND p.made_on = ? AND p.withdrawn = 0 ORDER BY p.id DESC
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper as it was stored; `id` is that of the letter, or of the plan."""

    id: int
    pdf: bytes


def letter_printed(desk: Desk, proposal: Proposal) -> Printed | None:
    """Return the letter of today that this one would repeat, byte for byte but for its number."""
    values = (proposal.wish.kind.value, desk.today().isoformat(), proposal.claim.total.minor)
    for letter_id, number, pdf in desk.database.connection.execute(_LETTERS, values):
        again = replace(proposal, letter=replace(proposal.letter, number=number))
        if again.pdf() == pdf:
            return Printed(letter_id, pdf)
    return None


def plan_printed(desk: Desk, proposal: PlanProposal) -> Printed | None:
    """Return the plan of today, not signed yet, that this one would repeat but for its number."""
    if proposal.agreement is None:
        return None
    today = desk.today()
    for plan_id, pdf in desk.database.connection.execute(_PLANS, (today.isoformat(),)):
        agreement = replace(proposal.agreement, number=f"{today.year}-{plan_id:02d}")
        if replace(proposal, agreement=agreement).pdf() == pdf:
            return Printed(plan_id, pdf)
    return None
