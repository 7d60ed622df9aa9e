"""How the way of asking works: who stayed, how soon money came, what brought it, and what went wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.domain.insight import is_enough, spread
from app.domain.party import CustomerId
from app.domain.stayed import PRESET_MONTHS, Ended, Share, first_to_money, last_step, share, stayed
from app.i18n import _, ngettext, pgettext
from app.services import insights_habits, insights_paper, terms_review
from app.services.desk import Desk
from app.services.insights_answer import Answer, Insights, Mark, Picture
from app.services.insights_habits import WAYS, Contacts
from app.storage import insight_reading
from app.storage.insight_reading import Said

_EARLIEST = date(1900, 1, 1)


def asking(desk: Desk, months: int = PRESET_MONTHS) -> Insights:
    """Return every answer about the way of asking; a customer stays who is invoiced within `months`."""
    today = desk.today()
    with desk.database.reading() as connection:
        every = insight_reading.said(connection)
        payments = insight_reading.payment_days(connection)
        cases = insight_reading.closings(connection)
        bought = insight_reading.bought(connection)
        letters, back = insight_reading.letters_taken_back(connection, _EARLIEST)
    contacts = insights_habits.contacts_of(every)
    ended = [Ended(who, on, last_step(contacts.get(case, ()), on)) for case, who, on in cases if on]
    chased = {who for case, who, _on in cases if case in contacts}
    asked = stayed([each for each in ended if each.step], bought, today, months)
    unasked = stayed([each for each in ended if each.customer_id not in chased], bought, today, months)
    terms, terms_advice = terms_review.for_all(desk)
    contested = complaints(every, contacts)
    answers = (
        _stay_answer(asked, unasked, _by_step(ended, bought, today, months), months),
        _money_answer(contacts, payments),
        insights_habits.helped(every, payments) if contacts else None,
        _trouble_answer(contested, len(contacts), letters, back, every),
        terms,
    )
    advice = (*_advice(asked, unasked, contested, len(contacts)), *terms_advice)
    counted = ngettext("Counted from {n} follow-up", "Counted from {n} follow-ups", len(contacts))
    return Insights(
        _("How customers took it when you asked, from your own books."),
        tuple(each for each in answers if each),
        " ".join(advice),
        counted.format(n=len(contacts)),
    )


def pdf(desk: Desk, months: int = PRESET_MONTHS) -> bytes:
    """Return the answers on one A4 page."""
    return insights_paper.pdf(desk, heading(), asking(desk, months))


def name(desk: Desk) -> str:
    """Return the name of the file: the day and what it is."""
    said = pgettext("in the name of a file, plain letters only", "How-we-ask")
    return f"{desk.today().isoformat()}_{said}.pdf"


def heading() -> str:
    """Return what the page asks."""
    return _("How is our way of asking working?")


def complaints(said: Iterable[Said], contacts: Contacts) -> Counter[str]:
    """Count the cases in which an objection came after a contact, by the last way before it."""
    found: dict[int, str] = {}
    for each in said:
        step = each.kind == "dispute_opened" and last_step(contacts.get(each.case_id, ()), each.on)
        if step:
            found.setdefault(each.case_id, step)
    return Counter(found.values())


def _by_step(
    ended: Sequence[Ended], bought: Mapping[CustomerId, Sequence[date]], today: date, months: int
) -> dict[str, Share]:
    found = {
        step: stayed([each for each in ended if each.step == step], bought, today, months) for step in WAYS
    }
    return {step: counted for step, counted in found.items() if counted.of}


def _stay_answer(asked: Share, unasked: Share, steps: Mapping[str, Share], months: int) -> Answer | None:
    if not asked.of and not unasked.of:
        return None
    title = _("Too few follow-ups have ended to say whether customers stay")
    if asked.says_something:
        again = ngettext(
            "{count} of {n} customer bought again after a follow-up",
            "{count} of {n} customers bought again after a follow-up",
            asked.of,
        )
        title = again.format(count=asked.count, n=asked.of)
    lines = [(_("Never chased"), unasked), (_("Followed up"), asked)]
    lines += [(_(WAYS[step]), found) for step, found in steps.items()]
    note = ngettext(
        "A new invoice within {n} month after one was closed, also by the last way of asking",
        "A new invoice within {n} months after one was closed, also by the last way of asking",
        months,
    )
    marks = (Mark(said, _percent(found), (found.percent,)) for said, found in lines if found.says_something)
    rows = ((said, str(found.of), str(found.count), _between(found)) for said, found in lines if found.of)
    heads = (_("After"), _("Customers"), _("Bought again"), _("Between"))
    return Answer("stayed", title, note.format(n=months), Picture.BARS, tuple(marks), heads, tuple(rows))


def _percent(found: Share) -> str:
    return _("{n} %").format(n=found.percent)


def _between(found: Share) -> str:
    """Return the interval, or that there are too few for one."""
    if not found.says_something:
        return _("too few to say")
    return _("{low}–{high} %").format(low=found.low, high=found.high)


def _money_answer(contacts: Contacts, payments: Mapping[int, Sequence[date]]) -> Answer | None:
    """Say how long it took from the first contact until money came."""
    after: dict[str, list[int]] = defaultdict(list)
    for case_id, mine in contacts.items():
        found = first_to_money(mine, payments.get(case_id, ()))
        if found:
            after[found[0]].append(found[1])
    if not after:
        return None
    known = spread([days for each in after.values() for days in each])
    title = _("Too few payments to say how soon money comes after the first contact")
    if known:
        said = ngettext(
            "{n} day from the first contact to money",
            "{n} days from the first contact to money",
            known.median,
        )
        title = said.format(n=known.median)
    note = _("Median; half of the payments came sooner.") if known else _("Payments by the first contact")
    steps = {step: spread(after[step]) for step in WAYS if step in after}
    marks = [
        Mark(_(WAYS[step]), _days(found.median), (found.median,)) for step, found in steps.items() if found
    ] or [Mark(_(WAYS[step]), _times(len(after[step])), (len(after[step]),)) for step in steps]
    rows = (
        (_(WAYS[step]), str(len(after[step])), *insights_habits.usual(found)) for step, found in steps.items()
    )
    heads = (_("First contact"), _("Paid"), _("Median, days"), _("Most"))
    return Answer("first_to_money", title, note, Picture.BARS, tuple(marks), heads, tuple(rows))


def _times(count: int) -> str:
    return ngettext("{n} payment", "{n} payments", count).format(n=count)


def _days(count: int) -> str:
    return ngettext("{n} day", "{n} days", count).format(n=count)


def _trouble_answer(
    contested: Counter[str], followed: int, letters: int, back: int, said: Sequence[Said]
) -> Answer | None:
    """Say how often asking led to an objection, and what we took back."""
    if not followed:
        return None
    found = share(contested.total(), followed)
    title = _("Too few follow-ups to say how often they lead to objections")
    if found.says_something:
        words = ngettext(
            "{count} of {n} follow-up led to an objection",
            "{count} of {n} follow-ups led to an objection",
            found.of,
        )
        title = words.format(count=found.count, n=found.of)
    after = [
        (_("Objection after: {way}").format(way=_(WAYS[step])), contested[step])
        for step in WAYS
        if contested[step]
    ]
    charges = sum(each.kind == "charges_withdrawn" for each in said)
    taken = ((_("Letters taken back"), back), (_("Charges taken back"), charges))
    rows = tuple((words, str(count)) for words, count in (*after, *taken))
    marks = tuple(Mark(words, str(count), (count,)) for words, count in (*after, *taken) if count)
    sent = ngettext("{n} letter was sent.", "{n} letters were sent.", letters).format(n=letters)
    note = sent
    if found.says_something:
        note = _("By chance alone it could be {share}. {sent}").format(share=_between(found), sent=sent)
    return Answer("trouble", title, note, Picture.BARS, marks, (_("What"), _("Result")), rows)


def _advice(asked: Share, unasked: Share, contested: Counter[str], followed: int) -> Iterable[str]:
    """Say what to change, only where chance is no explanation or one way stands out."""
    if asked.is_clearly_below(unasked):
        yield _(
            "Customers who were followed up come back clearly more seldom. "
            "Call before you write, and ask how they want it."
        )
    if contested and is_enough(contested.total()):
        step, most = contested.most_common(1)[0]
        if most * 2 > contested.total() and share(contested.total(), followed).low >= 10:
            words = _("Most objections come after: {way}. Ask whether all is well before it goes out.")
            yield words.format(way=_(WAYS[step]))
