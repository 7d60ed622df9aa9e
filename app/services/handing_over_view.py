"""What the page for handing over shows: what stands in the way, what it costs, and who has it already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app import formatting
from app.domain.allowed import Allowed
from app.domain.case import Case
from app.domain.hindrance import Hindrance
from app.domain.history import HandedOver, PartnerAnswered
from app.domain.invoice import CaseId
from app.domain.partner import Partner, PartnerKind
from app.domain.party import CustomerId
from app.domain.situation import situation
from app.i18n import _
from app.services.about import numbers
from app.services.could_be_paid import could_be_paid
from app.services.desk import Desk
from app.services.evidence import pack_language
from app.services.evidence_read import Evidence, gather
from app.services.explain.hindrances import refusal
from app.services.explain.partners import KindWords, answer_words, kind_words
from app.services.explain.words import dated, money
from app.services.handing_over import has_called_again, hindered
from app.services.handing_over_checks import CheckItem, checklist, costs
from app.services.partners import register

_WAYS_OUT = {
    Hindrance.LAW_UNSET: "facts",
    Hindrance.DUE_DATE_MISSING: "facts",
    Hindrance.NOT_DELIVERED: "facts",
    Hindrance.DISPUTED: "dispute",
    Hindrance.PLAN_SIGNED: "plans",
    Hindrance.PROMISE_RUNNING: "call",
    Hindrance.WARNING_FIRST: "letter",
    Hindrance.DEMAND_FIRST: "letter",
    Hindrance.REMINDER_FIRST: "letter",
    Hindrance.BANK_DATA_OLD: "read_in",
    Hindrance.REGIME_UNREVIEWED: "rates",
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way: a sentence with its day and law, and where it is put right.

    Attributes:
        code: The hindrance, or `may_be_paid` where money waits that may be theirs.
        way_out: As `ui.pages.ways_out` knows it; empty where only time helps.
    """

    code: str
    words: str
    way_out: str


@dataclass(frozen=True, slots=True)
class PartnerChoice:
    """One partner to choose, and what it means to choose it."""

    partner: Partner
    kind: KindWords
    obstacles: tuple[Obstacle, ...]
    costs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithPartner:
    """Who has the cases since when, and what they have said, newest first."""

    words: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOverView:
    """The page about some invoices of one customer.

    Attributes:
        obstacles: What stands in the way of a collection agency; shown while no partner is chosen.
        calls_first: Nobody has called since the last letter, so the last question has weight.
        with_partner: Set while somebody else has the cases; nothing is handed over then.
    """

    title: str
    name: str
    customer_id: CustomerId
    case_ids: tuple[CaseId, ...]
    total: str
    choices: tuple[PartnerChoice, ...]
    obstacles: tuple[Obstacle, ...]
    items: tuple[CheckItem, ...]
    costs: tuple[str, ...]
    calls_first: bool
    phone: str
    language: str
    with_partner: WithPartner | None


def hand_over_view(desk: Desk, case_ids: Sequence[CaseId]) -> HandOverView:
    """Return the page as of today, in the language of the screen. Nothing is written.

    Raises:
        NothingToClaimError, MixedClaimError, FirmUnknownError: There can be no pack of these invoices.
    """
    whole = gather(desk, case_ids, whole=False)
    found = gather(desk, case_ids, whole=False, disputed=False) if _is_disputed(whole) else whole
    cases = [claim.case for claim in found.claims]
    waiting = tuple(each.words for each in could_be_paid(desk, case_ids)[:1])
    said = _("Hand over {invoices}, {name}")
    return HandOverView(
        title=said.format(invoices=numbers(cases), name=found.customer.name),
        name=found.customer.name,
        customer_id=found.customer.id,
        case_ids=tuple(case.invoice.id for case in cases),
        total=money(found.total, whole=False),
        choices=tuple(
            _choice(desk, found if line.partner.kind.takes_over else whole, line.partner, waiting)
            for line in register(desk)
        ),
        obstacles=tuple(_obstacles(desk, cases, PartnerKind.COLLECTION_AGENCY, waiting)),
        items=checklist(found),
        costs=costs(desk, found, None),
        calls_first=not all(has_called_again(case) for case in cases),
        phone=formatting.phone(found.customer.contact.phone, found.customer.country),
        language=pack_language(found.law, found.firm.country),
        with_partner=_with_partner(cases, desk),
    )


def _is_disputed(found: Evidence) -> bool:
    return any(situation(claim.case, None).dispute for claim in found.claims)


def _choice(desk: Desk, found: Evidence, partner: Partner, waiting: Sequence[str]) -> PartnerChoice:
    cases = [claim.case for claim in found.claims]
    return PartnerChoice(
        partner=partner,
        kind=kind_words(partner.kind),
        obstacles=tuple(_obstacles(desk, cases, partner.kind, waiting)),
        costs=costs(desk, found, partner),
    )


def _obstacles(
    desk: Desk, cases: Sequence[Case], kind: PartnerKind, waiting: Sequence[str]
) -> Iterator[Obstacle]:
    """Yield each thing that stands in the way once; with its invoices where it is not about all of them.

    `waiting` are the words of money that waits and may be theirs.
    """
    hit: dict[Obstacle, list[str]] = {}
    for case in cases:
        step = hindered(desk, case, kind)
        if step:
            hit.setdefault(_obstacle(step), []).append(case.invoice.number)
    said = _("{invoices}: {words}")
    for found, named in hit.items():
        about = said.format(invoices=", ".join(named), words=found.words)
        yield found if len(named) == len(cases) else replace(found, words=about)
    if kind.takes_over and not hit:
        yield from (Obstacle("may_be_paid", words, "matching") for words in waiting)


def _obstacle(step: Allowed) -> Obstacle:
    assert step.reason is not None
    words = refusal(step.reason, step.from_day, step.law)
    return Obstacle(step.reason.value, words, _WAYS_OUT.get(step.reason, ""))


def _with_partner(cases: Sequence[Case], desk: Desk) -> WithPartner | None:
    since = [on for case in cases if (on := situation(case, None).handed_over_on)]
    if not since:
        return None
    entries = [entry for case in cases for entry in case.live_history]
    name = next((entry.event.partner for entry in reversed(entries)
                 if isinstance(entry.event, HandedOver)), "")  # fmt: skip
    said = _("With {partner} since {day}.").format(partner=name, day=dated(min(since), desk.today()))
    told = _("{day}: {answer}")
    answers = [
        (
            entry.happened_on,
            told.format(day=dated(entry.happened_on, desk.today()), answer=_answer(entry.event, entry.note)),
        )
        for entry in entries
        if isinstance(entry.event, PartnerAnswered)
    ]
    newest_first = sorted(dict.fromkeys(answers), reverse=True)
    return WithPartner(said, tuple(words for _on, words in newest_first))


def _answer(happened: PartnerAnswered, note: str) -> str:
    return " ".join(part for part in (answer_words(happened.answer), note) if part)
