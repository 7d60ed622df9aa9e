"""The letter page as finished words: what can be chosen, and the letter that comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.documents import wording
from app.domain import deadline
from app.domain.case import Case
from app.domain.errors import RuleError
from app.domain.hindrance import Hindrance, NotAllowedError
from app.domain.invoice import CaseId
from app.i18n import _, ngettext
from app.services import letter_additions, letter_checks, letter_levels, reminders
from app.services.about import in_order, numbers
from app.services.desk import Desk
from app.services.explain.errors import error as explained
from app.services.explain.words import count, money
from app.services.letter_additions import Addition
from app.services.letter_checks import Check
from app.services.letter_content import AccountUnknownError, FirmUnknownError
from app.services.letter_levels import Level
from app.services.reminders import Proposal, Wish

_PRESET_DAYS = (7, 14, 30)


@dataclass(frozen=True, slots=True)
class LetterForm:
    """Everything the form shows for one set of choices.

    Attributes:
        proposal: The letter; `None` when it is refused, and then `refusal` says why and what to do.
        way_out: Where a refusal is put right or explained: `settings`, `rates`, `allowed`, or nothing.
        early: A question to answer with a yes where only the procedure would wait.
        fields: The fields of the text with what they say in this letter.
    """

    wish: Wish
    numbers: str
    levels: tuple[Level, ...]
    additions: tuple[Addition, ...]
    presets: tuple[tuple[str, date], ...]
    envelope: str
    proposal: Proposal | None
    total: str = ""
    pay_by: date | None = None
    pay_by_note: str = ""
    pay_by_complaint: str = ""
    checks: tuple[Check, ...] = ()
    refusal: str = ""
    way_out: str = ""
    early: str = ""
    body: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def may_go_out(self) -> bool:
        """Say whether nothing stops the letter from being printed."""
        return self.proposal is not None and not any(check.stops for check in self.checks)

    @property
    def asks(self) -> tuple[str, ...]:
        """Return what has to be answered with a yes before the letter goes out."""
        return tuple(asked for asked in (self.early, *(check.asks for check in self.checks)) if asked)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Return which of these questions are about this letter alone, and not about others of a run."""
        alone = (check.asks for check in self.checks if check.alone)
        return tuple(asked for asked in (self.early, *alone) if asked)


def first_wish(desk: Desk, case_ids: Sequence[CaseId]) -> Wish:
    """Return the letter that is suggested today, with everything else left to the presets."""
    cases = in_order(reminders.load(desk, case_ids))
    return Wish(letter_levels.suggestion(cases, desk.today(), desk.statutes, desk.procedures))


def letter_form(desk: Desk, case_ids: Sequence[CaseId], wish: Wish) -> LetterForm:
    """Return the form for these choices; a refusal is part of it and not raised."""
    cases = in_order(reminders.load(desk, case_ids))
    found = letter_levels.levels(cases, desk.today(), desk.statutes, desk.procedures)
    blank = LetterForm(
        wish=wish,
        numbers=numbers(cases),
        levels=found,
        additions=letter_additions.rows(cases, wish, desk.today(), desk.statutes),
        presets=_presets(desk, cases[0], wish),
        envelope=_envelope(cases[0]),
        proposal=None,
        early=next((level.early for level in found if level.kind is wish.kind), ""),
    )
    try:
        return _with_letter(desk, blank, reminders.propose(desk, case_ids, wish))
    except RuleError as refused:
        said = explained(refused)
        too_early = isinstance(refused, deadline.PayByTooEarlyError)
        complaint = said if too_early else ""
        return replace(blank, refusal=said, way_out=_way_out(refused), pay_by_complaint=complaint)


def _way_out(refused: RuleError) -> str:
    if isinstance(refused, FirmUnknownError | AccountUnknownError):
        return "settings"
    if isinstance(refused, NotAllowedError):
        return "rates" if refused.reason is Hindrance.REGIME_UNREVIEWED else "allowed"
    return ""


def _with_letter(desk: Desk, form: LetterForm, proposal: Proposal) -> LetterForm:
    letter, today = proposal.letter, desk.today()
    return replace(
        form,
        wish=proposal.wish,
        proposal=proposal,
        total=money(proposal.claim.total, whole=False) if letter.asks else "",
        pay_by=letter.pay_by if letter.asks else None,
        pay_by_note=_from_today((letter.pay_by - today).days) if letter.asks else "",
        checks=letter_checks.checks(desk, proposal),
        additions=letter_additions.rows(proposal.cases, proposal.wish, today, desk.statutes),
        body=letter.body or wording.standard_body(letter),
        fields=tuple(wording.fields(letter).items()),
    )


def standard_body(proposal: Proposal) -> tuple[str, ...]:
    """Return our own text for this letter, with its fields open."""
    return wording.standard_body(replace(proposal.letter, body=None))


def _presets(desk: Desk, case: Case, wish: Wish) -> tuple[tuple[str, date], ...]:
    """Return the days to pay that are one key away; those the law leaves out are not offered."""
    found: list[tuple[str, date]] = []
    for days in _PRESET_DAYS if wish.kind.is_dunning else ():
        chosen = desk.today() + timedelta(days=days)
        try:
            day = deadline.pay_by(wish.kind, desk.today(), case.country, desk.statutes, chosen=chosen)
        except deadline.PayByTooEarlyError:
            continue
        found.append((_span(days), day))
    return tuple(found)


def _span(days: int) -> str:
    if days % 7:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    return ngettext("{n} week", "{n} weeks", days // 7).format(n=days // 7)


def _from_today(days: int) -> str:
    if days % 7 or not days:
        return ngettext("{n} day from today.", "{n} days from today.", days).format(n=days)
    weeks = days // 7
    said = ngettext("{n} week from today.", "{n} weeks from today.", weeks).format(n=count(weeks))
    return said[:1].upper() + said[1:]


def _envelope(case: Case) -> str:
    if case.country == "NO":
        return _("Window envelope C5, left")
    return _("Window envelope C5, right")
