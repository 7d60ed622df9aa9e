"""Why an invoice is unpaid, in words: what the reason is called, where it leads, what to write to them."""

from __future__ import annotations

from datetime import date

from app import formatting
from app.domain.case import Case
from app.domain.contact import UnpaidReason
from app.domain.step import Step
from app.domain.summary import Summary
from app.i18n import N_, _, translator
from app.services.explain.words import dated, person, said_day

_WORDS = {
    UnpaidReason.NOT_SENT: N_("Our mistake: never sent"),
    UnpaidReason.WRONG_AMOUNT: N_("Our mistake: wrong amount"),
    UnpaidReason.WRONG_RECIPIENT: N_("Our mistake: wrong recipient"),
    UnpaidReason.MISSING_REFERENCE: N_("Our mistake: no reference"),
    UnpaidReason.LATE_DELIVERY: N_("Our mistake: late delivery"),
    UnpaidReason.LOST: N_("The invoice got lost"),
    UnpaidReason.FORGOTTEN: N_("Forgotten"),
    UnpaidReason.WAITING_FOR_APPROVAL: N_("Waits for approval"),
    UnpaidReason.DISSATISFIED: N_("Dissatisfied"),
    UnpaidReason.MISUNDERSTOOD_TERMS: N_("Misunderstood the terms"),
    UnpaidReason.CANNOT_PAY: N_("Can't pay now"),
    UnpaidReason.HABIT: N_("Pays late by habit"),
    UnpaidReason.PAID_ALREADY: N_("Paid already"),
}
_CORRECTED = N_(
    "Send a corrected invoice with an apology. It is now due {due}, without interest or fees before that, "
    "and counts as our mistake."
)
_PATHS = {
    UnpaidReason.NOT_SENT: _CORRECTED,
    UnpaidReason.WRONG_AMOUNT: _CORRECTED,
    UnpaidReason.MISSING_REFERENCE: _CORRECTED,
    UnpaidReason.LATE_DELIVERY: _CORRECTED,
    UnpaidReason.WRONG_RECIPIENT: N_(
        "Send it to the right person with an apology. It is now due {due}, without interest or fees before "
        "that. Check {day} that it arrived."
    ),
    UnpaidReason.LOST: N_(
        "Check the address and send a copy. It is now due {due}, without interest or fees before that. "
        "Check {day} that it arrived."
    ),
    UnpaidReason.FORGOTTEN: N_("A friendly letter {day} is enough."),
    UnpaidReason.WAITING_FOR_APPROVAL: N_("Call again {day}, when it should be approved."),
    UnpaidReason.DISSATISFIED: N_("It becomes a dispute: letters and fees pause, and you answer {day}."),
    UnpaidReason.MISUNDERSTOOD_TERMS: N_("Explain the terms in a few words {day}. Then it goes on as usual."),
    UnpaidReason.CANNOT_PAY: N_("Suggest a payment plan {day}. While it is kept, nothing else is sent."),
    UnpaidReason.HABIT: N_(
        "No friendly letter this time, and a firmer tone. Agree on shorter terms for the next invoice."
    ),
    UnpaidReason.PAID_ALREADY: N_("Look for the payment {day}. It waits until then."),
}
_GOES_ON = N_("A letter has gone out already, so it goes on as planned {day}.")
_APOLOGY = N_("We are sorry. Here is the corrected invoice. The new due date is {due}, and nothing is added.")
# Translators: a message to the customer, in the customer's language.
_TEXTS = {
    UnpaidReason.NOT_SENT: N_("Invoice {no} was never sent to you. That was our mistake."),
    UnpaidReason.WRONG_AMOUNT: N_("The amount on invoice {no} was wrong. That was our mistake."),
    UnpaidReason.WRONG_RECIPIENT: N_("Invoice {no} went to the wrong person. That was our mistake."),
    UnpaidReason.MISSING_REFERENCE: N_("Invoice {no} lacked your reference. That was our mistake."),
    UnpaidReason.LATE_DELIVERY: N_("We delivered late, yet invoice {no} did not wait. That was our mistake."),
    UnpaidReason.LOST: N_("Here is a copy of invoice {no}. The new due date is {due}, and nothing is added."),
    UnpaidReason.FORGOTTEN: N_("Invoice {no} may have been forgotten. Can you pay it in the next few days?"),
    UnpaidReason.WAITING_FOR_APPROVAL: N_("Thank you. We call again {day} about invoice {no}."),
    UnpaidReason.DISSATISFIED: N_("Thank you for telling us. We answer you about invoice {no} by {day}."),
    UnpaidReason.MISUNDERSTOOD_TERMS: N_("Invoice {no} was due {due}. Tell us if the terms were unclear."),
    UnpaidReason.CANNOT_PAY: N_("Would it help to pay invoice {no} in parts? We can agree on a plan."),
    UnpaidReason.HABIT: N_("Invoice {no} was due {due}. From now on we remind you at once."),
    UnpaidReason.PAID_ALREADY: N_("Thank you. We look for the payment of invoice {no} until {day}."),
}


def reason_word(reason: UnpaidReason) -> str:
    """Return what a reason is called."""
    return _(_WORDS[reason])


def within(reason: UnpaidReason) -> str:
    """Return what a reason is called within a sentence."""
    words = reason_word(reason)
    return words[:1].lower() + words[1:]


def path_words(reason: UnpaidReason, after: Summary, today: date) -> str:
    """Return where a reason leads; `after` is the case as it stands, or would stand, with it."""
    said = _PATHS[reason]
    if reason is UnpaidReason.FORGOTTEN and after.next_step is not Step.FRIENDLY:
        said = _GOES_ON
    due = dated(after.due_on, today) if after.due_on else ""
    return _(said).format(due=due, day=said_day(after.act_on, today) if after.act_on else "")


def text_to_customer(reason: UnpaidReason, case: Case, after: Summary, sender: str, lang: str) -> str:
    """Return a short message about the reason, in the customer's language; empty without a due date."""
    say = translator(lang).gettext
    due = formatting.day_month(after.due_on, lang) if after.due_on else ""
    day = formatting.day_month(after.act_on, lang) if after.act_on else ""
    lines = [_TEXTS[reason], *([_APOLOGY] if reason.is_ours else [])]
    body = " ".join(say(line).format(no=case.invoice.number, due=due, day=day) for line in lines)
    greeting = say("Hi {name},").format(name=person(case.customer))
    return "\n\n".join(part for part in (greeting, body, sender) if part)
