"""Answers about people: how soon they pay, why not, what helped, and which promises held."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app import formatting
from app.domain.contact import DisputeReason, LetterKind, Outcome, UnpaidReason
from app.domain.insight import Contact, Paid, Spread, is_enough, months_of, spread, what_worked
from app.domain.reason_path import implied
from app.i18n import N_, _, language, ngettext
from app.services.explain.outcomes import dispute_word
from app.services.explain.reason_words import reason_word
from app.services.insights_answer import Answer, Mark, Picture
from app.storage.insight_reading import Said

WAYS = {
    "call": N_("A call"),
    "friendly": N_("Friendly letter"),
    "formal": N_("Formal letter"),
    "plan": N_("Payment plan"),
}
Contacts = Mapping[int, Sequence[Contact]]
_UNREACHED = (Outcome.NO_ANSWER.value, Outcome.CALL_BACK.value)
_LOST = (Outcome.NOT_RECEIVED.value, Outcome.WRONG_RECIPIENT.value)


def payment_days(paid: Sequence[Paid]) -> Answer | None:
    """Say how many days after the due date customers pay; `None` when too few have."""
    known = spread([each.days for each in paid])
    if known is None:
        return None
    tongue = language()
    title = ngettext(
        "Customers pay {n} day after the due date", "Customers pay {n} days after the due date", known.median
    ).format(n=known.median)
    if not known.median:
        title = _("Customers pay in time")
    note = _("Median by month, days late. Most pay on day {first}–{last}.")
    months = months_of(paid)
    marks = tuple(
        Mark(
            formatting.short_date(month.first_day, tongue, today=month.first_day).split()[-1],
            "" if month.median is None else formatting.days(month.median, tongue),
            () if month.median is None else (month.median,),
        )
        for month in months
    )
    rows = tuple(
        (f"{month.first_day:%Y-%m}", str(month.count), "" if month.median is None else str(month.median))
        for month in months
    )
    heads = (_("Month"), _("Paid invoices"), _("Median, days late"))
    said = note.format(first=known.first, last=known.last)
    return Answer("days", title, said, Picture.LINE, marks, heads, rows)


def calls(said: Sequence[Said]) -> Counter[str]:
    """Count what calls came to; a call about several invoices is one."""
    seen: dict[str, str] = {}
    for number, each in enumerate(said):
        if each.kind == "call_made":
            seen[each.occasion or str(number)] = json.loads(each.payload)["outcome"]
    return Counter(outcome for outcome in seen.values() if outcome not in _UNREACHED)


def why_unpaid(said: Sequence[Said]) -> Counter[UnpaidReason]:
    """Count why invoices went unpaid: for each the last reason given, else what its calls said of it."""
    given: dict[int, UnpaidReason] = {}
    called: dict[int, UnpaidReason] = {}
    for each in said:
        if each.kind == "reason_given":
            given[each.case_id] = UnpaidReason(json.loads(each.payload)["reason"])
        elif each.kind == "call_made":
            reason = implied(Outcome(json.loads(each.payload)["outcome"]))
            if reason:
                called[each.case_id] = reason
    return Counter((called | given).values())


def reasons(said: Sequence[Said]) -> Answer | None:
    """Say why invoices go unpaid, by the reasons given and what disputes were about; `None` without any."""
    found = why_unpaid(said)
    disputes = Counter(json.loads(each.payload)["reason"] for each in said if each.kind == "dispute_opened")
    if not found and not disputes:
        return None
    most = [(reason_word(key), count) for key, count in found.most_common()]
    contested = [
        (_("Dispute: {reason}").format(reason=dispute_word(DisputeReason(key))), count)
        for key, count in disputes.most_common()
    ]
    total = found.total()
    title = _("Too few reasons to say why invoices go unpaid")
    if most and is_enough(total):
        title = _("Most often: {reason}").format(reason=most[0][0])
    marks = tuple(Mark(words, str(count), (count,)) for words, count in (*most, *contested)[:7])
    rows = tuple((words, str(count)) for words, count in (*most, *contested))
    return Answer("reasons", title, _ours(found), Picture.BARS, marks, (_("Reason"), _("Invoices")), rows)


def _ours(found: Counter[UnpaidReason]) -> str:
    """Return from how many invoices that is, and how many were our own mistake."""
    total, ours = found.total(), sum(count for reason, count in found.items() if reason.is_ours)
    note = ngettext("From {n} invoice", "From {n} invoices", total).format(n=total)
    if not ours:
        return note
    said = ngettext("{note}, {n} of them our own mistake", "{note}, {n} of them our own mistakes", ours)
    return said.format(note=note, n=ours)


def contacts_of(said: Iterable[Said]) -> Contacts:
    """Return the calls that reached someone, the letters that ask and the plans, by case."""
    found: dict[int, list[Contact]] = defaultdict(list)
    for each in said:
        kind = way(each)
        if kind:
            found[each.case_id].append(Contact(each.on, kind))
    return found


def helped(said: Sequence[Said], payments: Mapping[int, Sequence[date]]) -> Answer | None:
    """Say after what payments came, and how soon; `None` before any did."""
    contacts = contacts_of(said)
    after: dict[str, list[int]] = defaultdict(list)
    for case_id, mine in contacts.items():
        for kind, days in what_worked(mine, payments.get(case_id, ())):
            after[kind].append(days)
    if not after:
        return None
    known = {kind: spread(after[kind]) for kind in WAYS if kind in after}
    return Answer(
        "helped",
        _helped_title(known),
        _("The last contact in the 30 days before each payment"),
        Picture.BARS,
        tuple(Mark(_(WAYS[kind]), _times(len(after[kind])), (len(after[kind]),)) for kind in known),
        (_("After"), _("Payments"), _("Median, days"), _("Most")),
        tuple((_(WAYS[kind]), str(len(after[kind])), *usual(found)) for kind, found in known.items()),
    )


def _helped_title(known: Mapping[str, Spread | None]) -> str:
    """Name the way after which money came soonest, among those with enough payments to say."""
    enough = [(found.median, kind) for kind, found in known.items() if found]
    if not enough:
        return _("Too few payments to say what helps")
    days, kind = min(enough)
    said = ngettext(
        "Soonest after: {way}, {n} day to payment", "Soonest after: {way}, {n} days to payment", days
    )
    return said.format(way=_(WAYS[kind]), n=days)


def usual(found: Spread | None) -> tuple[str, str]:
    """Return the median and where most lie, or that there are too few."""
    if found is None:
        return _("too few to say"), ""
    return str(found.median), _("day {first}–{last}").format(first=found.first, last=found.last)


def _times(count: int) -> str:
    return ngettext("{n} payment", "{n} payments", count).format(n=count)


def way(each: Said) -> str:
    """Name the way a customer was reached; empty for what is no way of asking."""
    if each.kind == "call_made":
        return "" if json.loads(each.payload)["outcome"] == Outcome.NO_ANSWER else "call"
    if each.kind == "plan_signed":
        return "plan"
    if each.kind != "letter_sent":
        return ""
    kind = LetterKind(json.loads(each.payload)["kind"])
    return ("formal" if kind.is_formal else "friendly") if kind.is_dunning else ""


def promises(kept: int, decided: int, more: Sequence[tuple[str, str]]) -> Answer | None:
    """Say how many promises held, with fees and our own mistakes in the table; `None` without any of it."""
    if not decided and not more:
        return None
    title = _("No promise has come to its day yet")
    if decided:
        said = ngettext("{kept} of {n} promise was kept", "{kept} of {n} promises were kept", decided)
        title = said.format(kept=kept, n=decided)
    note = _("Promises whose day has come, fees, and what was our own mistake")
    marks = (
        Mark(_("Kept"), str(kept), (kept,)),
        Mark(_("Broken"), str(decided - kept), (decided - kept,)),
    )
    rows = ((_("Promises kept"), str(kept)), (_("Promises broken"), str(decided - kept)), *more)
    return Answer(
        "promises", title, note, Picture.BARS, marks if decided else (), (_("What"), _("Result")), rows
    )


def mistakes(said: Sequence[Said]) -> tuple[tuple[str, str], ...]:
    """Count what was ours: never delivered, an objection that was right, charges we took back."""
    upheld = [e for e in said if e.kind == "dispute_closed" and json.loads(e.payload)["upheld"]]
    counted = (
        (_("Our mistake: the invoice went astray"), sum(each.kind == "delivery_failed" for each in said)),
        (_("Our mistake: the objection was right"), len(upheld)),
        (_("Our mistake: charges after the payment"), sum(each.kind == "charges_withdrawn" for each in said)),
    )
    return tuple((words, str(count)) for words, count in counted if count)


def advice(said: Sequence[Said], kept: int, decided: int) -> str:
    """Return one sentence of advice; empty unless there is enough to rest it on."""
    found = calls(said)
    total, lost = sum(found.values()), sum(found[key] for key in _LOST)
    if is_enough(total) and lost * 3 >= total:
        words = _("Ask for the right invoice address already in the offer: {n} of {all} calls were about it.")
        return words.format(n=lost, all=total)
    if is_enough(decided) and kept * 2 < decided:
        return _("Fewer than half of the promises held. Offer a payment plan sooner.")
    if is_enough(total) and found[Outcome.CANNOT_PAY.value] * 3 >= total:
        return _("Money is often short when you call. Offer to split the amount in the first call.")
    return ""
