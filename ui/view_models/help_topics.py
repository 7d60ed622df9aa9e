"""Which text of the help belongs to which screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

KEY: Final = re.compile(r"\{key:(\w+)\}")

# Places by the name of their class, panels by their own name.
TOPICS: Final = {
    "Today": "today",
    "Invoices": "invoices",
    "Customers": "customers",
    "CustomerPlace": "customer",
    "persons": "customer",
    "wishes": "customer",
    "Plans": "plans",
    "Letters": "letters",
    "Insights": "insights",
    "Asking": "asking",
    "Settings": "settings",
    "Rates": "rates",
    "Policy": "policy",
    "InvoicePlace": "invoice",
    "LetterPlace": "letter",
    "BatchPlace": "letter",
    "StoredLetterPlace": "letters",
    "PlanPlace": "plan",
    "ImportPlace": "import",
    "Matching": "matching",
    "NewInvoicePlace": "new_invoice",
    "FirstRun": "first_run",
    "Restore": "backup",
    "Unlock": "lock",
    "Partners": "hand_over",
    "HandOverPlace": "hand_over",
    "partner_paid": "hand_over",
    "lock": "lock",
    "call": "call",
    "payment": "payment",
    "snooze": "snooze",
    "dispute": "dispute",
    "note": "note",
    "write_off": "write_off",
    "facts": "facts",
    "allowed": "facts",
    "proof": "facts",
    "reason": "reason",
    "history": "history",
    "log": "history",
    "commands": "keys",
    "keys": "keys",
    "help": "keys",
}
FALLBACK: Final = "keys"


def topic_of(front: str) -> str:
    """Return the key of the text about what is in front."""
    return TOPICS.get(front, FALLBACK)


def with_keys(text: str, said: Callable[[str], str]) -> str:
    """Put the keys as they are now into a text; `said` gives that of a command."""
    return KEY.sub(lambda found: f"**{said(found[1])}**", text)
