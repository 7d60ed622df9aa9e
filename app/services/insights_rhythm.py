"""Five customers and their rhythm: how late their last invoices were paid, and what usually helps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.insight import Contact, Paid, Spread, spread, what_worked
from app.domain.party import CustomerId
from app.i18n import _, ngettext
from app.services.insights_answer import Answer, Mark, Picture
from app.services.insights_habits import WAYS

_CUSTOMERS = 5
_INVOICES = 6


def rhythm(
    paid: Mapping[CustomerId, Sequence[Paid]],
    names: Mapping[CustomerId, str],
    helps: Mapping[CustomerId, str],
) -> Answer | None:
    """Return the five customers who paid most invoices, the promptest first; `None` when all paid too few.

    `paid` is by customer, the earliest first; `helps` names the way after which most money came.
    """
    known = {who: found for who, mine in paid.items() if (found := spread([each.days for each in mine]))}
    most = sorted(known, key=lambda who: (-known[who].count, names[who]))[:_CUSTOMERS]
    if not most:
        return None
    most.sort(key=lambda who: (known[who].median, known[who].last, names[who]))
    marks, rows = [], []
    for who in most:
        days = tuple(max(each.days, 0) for each in paid[who][-_INVOICES:])
        pays, way = _pays(known[who]), _(WAYS[helps[who]]) if who in helps else ""
        words = _("{pays}. Helps: {way}").format(pays=pays, way=way) if way else pays
        marks.append(Mark(names[who], words, days))
        rows.append((names[who], ", ".join(map(str, days)), pays, way))
    title = ngettext("{n} customer and their rhythm", "{n} customers and their rhythm", len(most))
    note = _("The last six invoices; a short bar means in time")
    heads = (_("Customer"), _("Days late"), _("Pays"), _("Usually helps"))
    said = title.format(n=len(most))
    return Answer("rhythm", said, note, Picture.RHYTHM, tuple(marks), heads, tuple(rows))


def usually_helps(
    contacts: Mapping[int, Sequence[Contact]],
    payments: Mapping[int, Sequence[date]],
    customers: Mapping[int, CustomerId],
) -> dict[CustomerId, str]:
    """Return for each customer the way after which most payments came; contacts and payments are by case."""
    found: dict[CustomerId, Counter[str]] = defaultdict(Counter)
    for case_id, mine in contacts.items():
        if case_id in customers:
            worked = what_worked(mine, payments.get(case_id, ()))
            found[customers[case_id]].update(kind for kind, _days in worked)
    return {who: min(ways, key=lambda way: (-ways[way], way)) for who, ways in found.items() if ways}


def _pays(found: Spread) -> str:
    if not found.last:
        return _("in time")
    if found.first == found.last:
        return _("day {n}").format(n=found.last)
    return _("day {first}–{last}").format(first=found.first, last=found.last)
