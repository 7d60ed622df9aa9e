"""Where something that stands in the way of a letter is put right."""

from __future__ import annotations

from ui.view_models import places
from ui.view_models.workplace import Subject, Workplace

_PANELS = ("facts", "allowed", "call", "dispute", "proof", "partner_paid")


def go_and_fix(workplace: Workplace, where: str, subject: Subject | None) -> None:
    """Open the facts, the panel or the page that a way out names."""
    if where in _PANELS and subject:
        workplace.open_panel(where, subject)
    elif where == "letter" and subject:
        workplace.go(places.LetterPlace(subject.case_ids))
    elif where == "attachments" and subject:
        workplace.go(places.InvoicePlace(subject.case_ids[0]))
    elif where == "plans":
        workplace.go(places.Plans())
    elif where == "rates":
        workplace.go(places.Rates())
    elif where == "read_in":
        workplace.go(places.ImportPlace())
    elif where == "matching":
        workplace.go(places.Matching())
    elif where == "customer":
        workplace.go(places.CustomerPlace(subject.customer_id) if subject else places.Customers())
    elif where == "settings":
        workplace.go(places.Settings())
