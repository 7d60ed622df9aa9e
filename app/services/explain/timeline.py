"""The story of a case: a title and a sentence for everything that can happen to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain import history as told
from app.domain.case import Case
from app.domain.history import HistoryEntry
from app.i18n import N_, _
from app.services.explain.fields import field_name, field_value
from app.services.explain.outcomes import dispute_word, letter_name, outcome_word
from app.services.explain.partners import answer_words
from app.services.explain.reason_words import within
from app.services.explain.words import clock, dated, money, person
from app.services.explain.write_offs import reason_words


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, in words; `text` may be empty."""

    title: str
    text: str = ""


_ENDS = {
    "done": N_("Everything agreed has been paid."),
    "broken": N_("It was not kept."),
    "ended": N_("You ended it."),
    "replaced": N_("A new version took its place."),
}


def event(entry: HistoryEntry, case: Case) -> Told:
    """Return the words for one entry of the history, as seen from the day it happened."""
    on = entry.happened_on
    found = (
        _talk(entry.event, case, on)
        or _dispute(entry.event, on)
        or _letter(entry.event, on)
        or _money_moves(entry.event)
        or _changes(entry.event, on)
    )
    assert found is not None, type(entry.event)
    return found


def _talk(happened: told.Event, case: Case, on: date) -> Told | None:
    match happened:
        case told.CallMade():
            return _call(happened, case)
        case told.PromiseMade():
            said = _("Promised to pay {amount} by {day}.")
            by = dated(happened.promised_by, on)
            return Told(_("Promise to pay"), said.format(amount=money(happened.amount), day=by))
        case told.CallBackAgreed(at=at) if at:
            said = _("Call again {day} at {time}.").format(day=dated(happened.on, on), time=clock(at))
            return Told(_("Call back agreed"), said)
        case told.CallBackAgreed():
            said = _("Call again {day}.").format(day=dated(happened.on, on))
            return Told(_("Call back agreed"), said)
        case told.DeliveryFailed():
            title = _("Wrong recipient") if happened.wrong_recipient else _("Never got it")
            return Told(title, _("New due date: {day}.").format(day=dated(happened.new_due_on, on)))
        case told.SaidPaid(paid_on=paid_on):
            said = _("Paid {day}, the customer says.").format(day=dated(paid_on, on)) if paid_on else ""
            return Told(_("Says it is paid"), said)
        case told.CannotPay(possible=possible):
            said = _("{amount} is possible.").format(amount=money(possible)) if possible else ""
            return Told(_("Can't pay now"), said)
        case told.ReasonGiven(reason=reason, new_due_on=due_on):
            said = _("New due date: {day}.").format(day=dated(due_on, on)) if due_on else ""
            return Told(_("Why it is unpaid: {reason}").format(reason=within(reason)), said)
        case told.ReasonAnswered(reason=reason):
            title = _("Corrected invoice and apology sent") if reason.is_ours else _("Terms explained")
            return Told(title)
        case told.NoteTaken():
            return Told(_("Note"))
    return None


def _call(call: told.CallMade, case: Case) -> Told:
    outcome, name = outcome_word(call.outcome), person(case.customer)
    if call.outcome is told.Outcome.NO_ANSWER:
        return Told(_("Called {name}").format(name=name), outcome)
    if not call.minutes:
        return Told(_("Call with {name}").format(name=name), outcome)
    return Told(_("Call with {name}, {n} min").format(name=name, n=call.minutes), outcome)


def _dispute(happened: told.Event, on: date) -> Told | None:
    match happened:
        case told.DisputeOpened(disputed=part) if part:
            said = _("{reason}, {amount} of it. You answer by {day}.")
            words = said.format(
                reason=dispute_word(happened.reason), amount=money(part), day=dated(happened.answer_by, on)
            )
            return Told(_("Disputes it"), words)
        case told.DisputeOpened():
            said = _("{reason}. You answer by {day}.")
            words = said.format(reason=dispute_word(happened.reason), day=dated(happened.answer_by, on))
            return Told(_("Disputes it"), words)
        case told.DisputeAnswered(mediated=True):
            said = _("Somebody neutral helps. Next answer by {day}.")
            return Told(_("Mediation"), said.format(day=dated(happened.answer_by, on)))
        case told.DisputeAnswered():
            said = _("Next answer by {day}.").format(day=dated(happened.answer_by, on))
            return Told(_("You answered the dispute"), said)
        case told.DisputeClosed(way=told.DisputeWay.CORRECTED, number=number):
            said = _("Invoice {number} took its place, and no fees stand.")
            return Told(_("Dispute settled"), said.format(number=number))
        case told.DisputeClosed(way=told.DisputeWay.SPLIT, new_due_on=date() as due_on):
            said = _("You met halfway. The rest is due {day}, and no fees stand.")
            return Told(_("Dispute settled"), said.format(day=dated(due_on, on)))
        case told.DisputeClosed(way=told.DisputeWay.REFUSED):
            return Told(_("Dispute refused"), _("The claim stands, with an explanation in writing."))
        case told.DisputeClosed(upheld=True):
            return Told(_("Dispute settled"), _("The customer was right, so no fees stand."))
        case told.DisputeClosed():
            return Told(_("Dispute settled"), _("The claim stands."))
    return None


def _letter(happened: told.Event, on: date) -> Told | None:
    match happened:
        case told.LetterSent(pay_by=None):
            return Told(letter_name(happened.kind), _by_what(happened))
        case told.LetterSent(pay_by=pay_by):
            said = _("{how} {amount} to pay by {day}.")
            day = dated(pay_by, on) if pay_by else ""
            return Told(
                letter_name(happened.kind),
                said.format(how=_by_what(happened), amount=money(happened.on_case), day=day),
            )
        case told.ProofKept():
            return Told(_("Proof kept"), _("What can be proved moves the day of limitation."))
        case told.PlanPrinted():
            return Told(_("Payment plan printed"), _("It holds once the customer has signed it."))
        case told.PlanSigned():
            return Told(_("Payment plan signed"), _("Letters rest while it is kept."))
        case told.PlanEnded(why=why):
            known = _ENDS.get(why)
            return Told(_("Payment plan ended"), _(known) if known else "")
        case told.HandedOver(partner=partner):
            return Told(_("Handed over"), _("To {partner}.").format(partner=partner) if partner else "")
        case told.Recalled():
            return Told(_("Taken back from the agency"))
    return _partner(happened)


def _partner(happened: told.Event) -> Told | None:
    match happened:
        case told.PartnerAsked(partner=partner):
            return Told(_("Help asked for"), _("From {partner}.").format(partner=partner))
        case told.PartnerAnswered(answer=answer):
            return Told(_("The partner says how it goes"), answer_words(answer))
        case told.PartnerPaid(paid=paid, kept=kept) if kept:
            said = _("The customer paid {paid}; the partner kept {kept} of it, which is a cost of yours.")
            words = said.format(paid=money(paid, whole=False), kept=money(kept, whole=False))
            return Told(_("Paid through the partner"), words)
        case told.PartnerPaid(paid=paid):
            said = _("The customer paid {paid}.")
            return Told(_("Paid through the partner"), said.format(paid=money(paid, whole=False)))
    return None


def _by_what(letter: told.LetterSent) -> str:
    return _("Sent by post.") if letter.channel == "post" else _("Sent by e-mail.")


def _money_moves(happened: told.Event) -> Told | None:
    match happened:
        case told.PaymentBooked(reference=reference):
            title = _("Payment {amount}").format(amount=money(happened.amount, whole=False))
            return Told(title, _("Reference {reference}.").format(reference=reference) if reference else "")
        case told.PaymentReturned():
            title = _("Payment {amount} taken back").format(amount=money(happened.amount, whole=False))
            return Told(title, _("The bank returned it, so the sum is open again."))
        case told.CreditPaidBack():
            title = _("{amount} paid back").format(amount=money(happened.amount, whole=False))
            return Told(title, _("It was the customer's credit."))
        case told.CreditBooked(number=number):
            title = _("Credited {amount}").format(amount=money(happened.amount, whole=False))
            return Told(title, _("Credit note {number}.").format(number=number) if number else "")
        case told.InterestLetGo():
            said = _("{amount} was never claimed, and is not asked for now.")
            return Told(_("Interest let go"), said.format(amount=money(happened.amount, whole=False)))
        case told.ChargesWithdrawn(amount=amount):
            said = _("{amount} was claimed after you had been paid, and is taken back.")
            return Told(_("Charges withdrawn"), said.format(amount=money(amount, whole=False)))
        case told.WrittenOff(amount=amount, reason=reason):
            title = _("Written off {amount}").format(amount=money(amount, whole=False))
            return Told(title, reason_words(reason) if reason else "")
    return None


def _changes(happened: told.Event, on: date) -> Told | None:
    match happened:
        case told.InvoiceTaken(amount=amount, source=source):
            title = _("Added by hand") if source == "by_hand" else _("Read in from a file")
            said = _("{amount} left to pay.")
            return Told(title, said.format(amount=money(amount, whole=False)))
        case told.Snoozed(until=until):
            return Told(_("Put off"), _("Comes back {day}.").format(day=dated(until, on)))
        case told.FactChanged(field=field, old=old, new=new):
            said = _("{field}: {new} (before: {old}).")
            words = said.format(field=field_name(field), new=field_value(new), old=field_value(old))
            return Told(_("Changed by you"), words[:1].upper() + words[1:])
    return None
