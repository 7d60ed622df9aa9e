"""What to say on the phone: two short lines in the customer's language, and one tip in ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import formatting
from app.domain.case import Case
from app.domain.due import effective_due_on
from app.domain.history import CallMade, DisputeClosed, LetterSent, Outcome
from app.domain.money import Money
from app.domain.party import Firm
from app.domain.promise_record import Fate, promise_records
from app.domain.situation import situation
from app.i18n import N_, _, translator
from app.services.explain.words import home_currency, person
from app.services.letter_content import letter_language

# Above this sum, in whole units, an offer to split it is said aloud.
_LARGE = 20_000


@dataclass(frozen=True, slots=True)
class CallScript:
    """What to say, in the customer's language, and a tip to the user."""

    lines: tuple[str, ...]
    tip: str


_FIRST = (
    N_("Hi {name}, this is {me}. I can't see invoice {no} as paid yet. Did it reach you?"),
    N_("Is there anything you need from me so that it can be paid?"),
)
_BROKEN = (
    N_("Hi {name}, this is {me}. When we spoke {made} you expected to pay invoice {no} {promised}."),
    N_("I can't see it yet. Did something come up?"),
)
_INSTALMENT = (
    N_("Hi {name}, this is {me}. The instalment of {amount} was to come {due}."),
    N_("I can't see it yet. Did something come up?"),
)
_SETTLED = (
    N_("Hi {name}, this is {me}. Thank you for telling me what was wrong with invoice {no}."),
    N_("Is everything clear now, so that it can be paid?"),
)
_AGAIN = (
    N_("Hi {name}, this is {me} again, about invoice {no}. I can't see it as paid yet."),
    N_("When do you think you can pay it?"),
)
_AGAIN_LARGE = (_AGAIN[0], N_("Would it help to pay it in parts?"))


def call_script(case: Case, firm: Firm, today: date) -> CallScript:
    """Return what to say about a case, by what happened last on it."""
    lang = letter_language(case.customer)
    lines, places = _lines(case, firm, today, lang)
    known = {"name": person(case.customer), "me": firm.name, "no": case.invoice.number} | places
    say = translator(lang).gettext
    tip = _("Ask first. Suggest a date after.")
    return CallScript(tuple(say(line).format(**known) for line in lines), tip)


def _lines(case: Case, firm: Firm, today: date, lang: str) -> tuple[tuple[str, str], dict[str, str]]:
    now = situation(case, effective_due_on(case))
    if now.plan:
        waits = now.plan.waits_for
        sum_due = formatting.money(waits.amount, lang, home=home_currency(firm.country), whole=True)
        return _INSTALMENT, {"amount": sum_due, "due": formatting.relative_day(waits.due_on, today, lang)}
    broken = [record for record in promise_records(case, today) if record.fate is Fate.BROKEN]
    if broken:
        made = formatting.relative_day(broken[-1].made.happened_on, today, lang)
        promised = formatting.relative_day(broken[-1].promise.promised_by, today, lang)
        return _BROKEN, {"made": made, "promised": promised}
    if now.last and isinstance(now.last.event, DisputeClosed):
        return _SETTLED, {}
    if not _was_in_touch(case):
        return _FIRST, {}
    large = case.open >= Money(_LARGE * 10**case.invoice.currency.digits, case.invoice.currency)
    return (_AGAIN_LARGE if large else _AGAIN), {}


def _was_in_touch(case: Case) -> bool:
    """Say whether a letter went out, or somebody answered the phone, before."""
    return any(
        isinstance(entry.event, LetterSent)
        or (isinstance(entry.event, CallMade) and entry.event.outcome is not Outcome.NO_ANSWER)
        for entry in case.live_history
    )
