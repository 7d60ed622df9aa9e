"""The words of letters as the user wants them from now on; sums and law stay as they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from app.documents import wording
from app.domain.history import LetterKind
from app.domain.party import Tone
from app.i18n import N_, _
from app.services.changes import Changes
from app.services.desk import Desk
from app.services.explain.outcomes import letter_name
from app.storage.firm import change_setting, read_setting

# Translators: what a field of a letter stands for, shown in a small box.
_FIELDS = {
    "invoice_numbers": N_("number"),
    "invoices": N_("the invoices"),
    "invoice_count": N_("How many"),
    "invoice_count_lower": N_("how many"),
    "total": N_("sum"),
    "pay_by": N_("day to pay"),
    "sent_on": N_("today"),
    "contacts": N_("what was done before"),
    "sender": N_("your firm"),
    "phone": N_("your phone"),
    "account": N_("account"),
    "reference": N_("reference"),
    "paid_on": N_("day of payment"),
    "wrote_on": N_("day of the letter"),
    "taken_back": N_("what is taken back"),
    "remains": N_("what is left"),
    "plan_on": N_("day of the plan"),
    "missed_on": N_("day of the instalment"),
    "missing": N_("what has not come"),
}


@dataclass(frozen=True, slots=True)
class TextKey:
    """Which letter: its kind, tone and language, to a person or a firm, about one invoice or several."""

    kind: LetterKind
    tone: Tone
    language: str
    is_person: bool
    many: bool

    @property
    def name(self) -> str:
        """Return the name that the text is kept under."""
        who, count = "person" if self.is_person else "firm", "many" if self.many else "one"
        return f"letter_text:{self.kind}:{self.tone}:{self.language}:{who}:{count}"

    @property
    def earlier(self) -> str:
        """Return the name that the text before is kept under."""
        return f"{self.name}:earlier"


@dataclass(frozen=True, slots=True)
class LetterText:
    """The paragraphs of a letter.

    Attributes:
        is_own: They are the user's.
        earlier: The user's own from before, unless they are the same.
    """

    paragraphs: tuple[str, ...]
    is_own: bool
    earlier: tuple[str, ...] = ()


def kinds() -> list[tuple[str, str]]:
    """Return the letters whose words can be changed, each with its name."""
    return [(kind.value, letter_name(kind)) for kind in LetterKind]


def field_words() -> dict[str, str]:
    """Return what each field stands for."""
    return {name: _(words) for name, words in _FIELDS.items()}


def letter_text(desk: Desk, key: TextKey) -> LetterText:
    """Return the words that such a letter begins with."""
    with desk.database.reading() as connection:
        own = own_text(connection, key)
        earlier = read_setting(connection, key.earlier)
    before = tuple(json.loads(earlier)) if earlier else ()
    return LetterText(own or standard(key), bool(own), before if before != own else ())


def keep_text(desk: Desk, key: TextKey, paragraphs: Sequence[str]) -> Changes:
    """Let such letters begin with these words from now on; none, or our own, bring ours back.

    The user's own words from before are kept beside them.
    """
    kept = [paragraph.strip() for paragraph in paragraphs if paragraph.strip()]
    text = json.dumps(kept, ensure_ascii=False) if kept and tuple(kept) != standard(key) else ""
    with desk.database.reading() as connection:
        before = read_setting(connection, key.name)
    if text == before:
        return Changes()
    with desk.begin() as work:
        change_setting(work, key.name, text)
        if before:
            change_setting(work, key.earlier, before)
        about = letter_name(key.kind)
        action_id = work.commit("letter_text", about)
    return Changes(action_id=action_id, kind="letter_text", about=about)


def own_text(connection: Connection, key: TextKey) -> tuple[str, ...] | None:
    """Return the user's own words for such a letter, if there are any."""
    kept = read_setting(connection, key.name)
    return tuple(json.loads(kept)) if kept else None


def standard(key: TextKey) -> tuple[str, ...]:
    """Return our words for such a letter, with their fields open."""
    return wording.standard_text(key.kind, key.tone, key.language, is_person=key.is_person, many=key.many)
