"""Letters and plans as the tests write them, in every law, language, tone and number of invoices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from app.documents.agreement import Component, Part, PlanAgreement
from app.documents.content import (
    AccountRow,
    BrokenPlan,
    ClaimedCharge,
    Contacts,
    InterestBasis,
    Letter,
    Line,
    Promised,
)
from app.documents.dispute_letter import DisputeLetter, Neutral
from app.documents.parties import PayTo, Recipient, ReferenceKind, Sender
from app.domain.history import DisputeReason, DisputeWay, LetterKind
from app.domain.late_interest import Segment
from app.domain.ledger import EntryKind
from app.domain.money import NOK, SEK, Currency, Money
from app.domain.party import OwnAccount, Tone

LAWS = ("SE", "NO")
LANGUAGES = ("sv", "nb", "nn", "en")
KINDS = (LetterKind.FRIENDLY, LetterKind.PLAN_END, LetterKind.REMINDER)
"""The reminders and the end of a plan, which every law has."""
DEMANDS = {
    "SE": (LetterKind.COLLECTION_DEMAND,),
    "NO": (LetterKind.COLLECTION_WARNING, LetterKind.PAYMENT_DEMAND, LetterKind.ENFORCEMENT_NOTICE),
}
COURTESY = (LetterKind.THANKS, LetterKind.APOLOGY, LetterKind.STATEMENT)
EVERY_LETTER = tuple((law, kind) for law in LAWS for kind in (*KINDS, *DEMANDS[law], *COURTESY))

_BANKGIRO = OwnAccount("bankgiro", "50501055")
_KONTO = OwnAccount("account", "00000000000")

SENDERS = {
    "SE": Sender(
        name="Tallkotten Rör & Värme",
        country="SE",
        address=("Verkstadsgränd 3", "999 31 Lillhamra"),
        phone="0701740640",
        identifier="8112289874",
        note="Godkänd för F-skatt",
        accounts=(_BANKGIRO,),
    ),
    "NO": Sender(
        name="Nordlys Rør AS",
        country="NO",
        address=("Verkstedveien 3", "0099 Lillehavn"),
        phone="00000000",
        email="post@nordlys.example",
        identifier="974760673",
        note="Foretaksregisteret",
        accounts=(_KONTO,),
    ),
}
FIRMS = {
    "SE": Recipient(
        name="Norrskärs Båtvarv HB",
        country="SE",
        address=("Varvsvägen 11", "999 47 Norrskär"),
        customer_number="1042",
        identifier="9699901428",
    ),
    "NO": Recipient(
        name="Ytre Brygge Båtservice AS",
        country="NO",
        address=("Bryggeveien 11", "0099 Ytre Brygge"),
        contact="Kåre Ås",
        customer_number="1042",
        identifier="974760673",
    ),
}
PEOPLE = {
    "SE": Recipient(
        "Åsa Öberg", "SE", ("Ängsvägen 4 B", "999 12 Ön"), customer_number="2007", is_person=True
    ),
    "NO": Recipient(
        "Åse Bjørnsæther", "NO", ("Øvre vei 4", "0099 Ås"), customer_number="2007", is_person=True
    ),
}
PAY_TO = {
    "SE": PayTo(_BANKGIRO, "10412005", ReferenceKind.OCR),
    "NO": PayTo(_KONTO, "10412005", ReferenceKind.KID),
}
CURRENCIES = {"SE": SEK, "NO": NOK}
_BROKEN = {
    law: BrokenPlan(date(2026, 9, 24), date(2026, 11, 9), Money(8_000_00, CURRENCIES[law])) for law in LAWS
}
RATES = {"SE": Decimal("10.00"), "NO": Decimal("12.25")}
SENT_ON = {"SE": date(2026, 11, 18), "NO": date(2026, 11, 18)}

_ONE = (("10412", "Värmepump, verkstaden", date(2026, 9, 17), 2_590_000),)
_TWO = (*_ONE, ("10427", "Service rörslinga, slip 2", date(2026, 10, 16), 1_540_000))
_CREDIT_DAYS = timedelta(days=30)


def basis(law: str, kronor: int = 41_300) -> InterestBasis:
    """The Swedish rate is the reference rate of 2026 H2 plus 8 points; the Norwegian one is given whole."""
    per_day = Money.of(kronor * RATES[law] / Decimal(36500), CURRENCIES[law])
    if law == "SE":
        return InterestBasis(
            through=SENT_ON[law],
            sections=("3", "6"),
            reference_percent=Decimal("2.00"),
            margin_points=Decimal("8"),
            per_day=per_day,
        )
    return InterestBasis(
        through=SENT_ON[law],
        sections=("2", "3"),
        reference_percent=RATES[law],
        per_day=per_day,
    )


def line(law: str, number: str, subject: str, due_on: date, minor: int, *, interest: bool) -> Line:
    """One invoice, unpaid since its due date."""
    currency: Currency = CURRENCIES[law]
    owed, sent_on = Money(minor, currency), SENT_ON[law]
    days = (sent_on - due_on).days
    issued_on = due_on - _CREDIT_DAYS
    plain = Line(number, subject, due_on, days, owed, Money.zero(currency), issued_on=issued_on)
    if not interest:
        return plain
    exact = owed.amount * RATES[law] * days / Decimal(36500)
    run = Segment(due_on + timedelta(days=1), sent_on, days, 365, RATES[law], owed, exact)
    return replace(plain, interest=Money.of(exact, currency), segments=(run,))


def charges(kind: LetterKind, law: str) -> tuple[ClaimedCharge, ...]:
    """What has been added by the time of such a letter: each step the most that the law allows."""
    reminder = ClaimedCharge(EntryKind.REMINDER_FEE, Money(3800, NOK))
    if law == "SE":
        reminder = ClaimedCharge(EntryKind.REMINDER_FEE, Money(6000, SEK), date(2026, 6, 2), "offert 118")
    demand = ClaimedCharge(EntryKind.COLLECTION_FEE, Money(18000, SEK) if law == "SE" else Money(11300, NOK))
    return {
        LetterKind.REMINDER: (reminder,),
        LetterKind.COLLECTION_DEMAND: (reminder, demand),
        LetterKind.COLLECTION_WARNING: (reminder, reminder),
        LetterKind.PAYMENT_DEMAND: (reminder, reminder, demand),
        LetterKind.ENFORCEMENT_NOTICE: (reminder, reminder, demand),
    }.get(kind, ())


def contacts(kind: LetterKind, law: str) -> Contacts:
    """What went before: a mail and calls, for a demand also a promise that was not kept."""
    if kind is LetterKind.REMINDER:
        return Contacts(mailed_on=date(2026, 11, 5), calls=2)
    if kind is LetterKind.APOLOGY:
        return Contacts(wrote_on=date(2026, 11, 5))
    if not kind.is_formal:
        return Contacts()
    promised = Promised(date(2026, 11, 9), Money(2_000_000, CURRENCIES[law]), date(2026, 11, 16))
    return Contacts(wrote_on=date(2026, 11, 2), calls=1, promised=promised)


def account(law: str, claims: tuple[tuple[str, str, date, int], ...]) -> tuple[AccountRow, ...]:
    """The statement of the claims: each invoice, a payment on the first, its interest and its fee."""
    currency, first = CURRENCIES[law], claims[0][0]
    events = [(due_on - _CREDIT_DAYS, no, EntryKind.PRINCIPAL, minor) for no, _, due_on, minor in claims]
    events += [
        (date(2026, 11, 2), first, EntryKind.PAYMENT, -500_000),
        (date(2026, 11, 5), first, EntryKind.LATE_INTEREST, 34_770),
        (date(2026, 11, 5), first, EntryKind.REMINDER_FEE, charges(LetterKind.REMINDER, law)[0].amount.minor),
    ]
    rows, balance = [], Money.zero(currency)
    for on, number, kind, minor in events:
        balance = balance + Money(minor, currency)
        rows.append(AccountRow(on, number, kind, Money(minor, currency), balance))
    return tuple(rows)


def letter(
    kind: LetterKind = LetterKind.REMINDER,
    *,
    law: str = "SE",
    language: str = "sv",
    tone: Tone = Tone.PLAIN,
    invoices: int = 2,
) -> Letter:
    """A letter to a firm about several invoices, to a person about one."""
    formal = kind.adds_interest
    claims = _ONE if invoices == 1 else _TWO
    asked = Letter(
        kind=kind,
        law=law,
        language=language,
        tone=tone,
        number="P-2026-0031",
        sent_on=SENT_ON[law],
        pay_by=date(2026, 12, 2),
        sender=SENDERS[law],
        recipient=PEOPLE[law] if invoices == 1 else FIRMS[law],
        lines=tuple(line(law, *claim, interest=formal) for claim in claims),
        pay_to=PAY_TO[law],
        charges=charges(kind, law),
        interest=basis(law, 25_900 if invoices == 1 else 41_300) if formal else None,
        contacts=contacts(kind, law),
        interest_notice=law == "SE" and invoices == 1 and kind.is_dunning,
        plan=_BROKEN[law] if kind is LetterKind.PLAN_END else None,
    )
    return asked if kind.is_dunning else courteous(asked, claims)


def courteous(asked: Letter, claims: tuple[tuple[str, str, date, int], ...]) -> Letter:
    """The letter with what it tells in place of a claim."""
    if asked.kind is LetterKind.STATEMENT:
        return replace(asked, account=account(asked.law or "SE", claims))
    paid = tuple(replace(each, paid=each.invoiced) for each in asked.lines)
    asked = replace(asked, lines=paid, paid_on=date(2026, 11, 3))
    if asked.kind is LetterKind.THANKS:
        return asked
    interest = ClaimedCharge(EntryKind.LATE_INTEREST, Money(34_770, asked.currency))
    fee = charges(LetterKind.REMINDER, asked.law or "SE")[0]
    return replace(asked, withdrawn=(interest, fee))


def many(count: int, **given: object) -> Letter:
    """The formal reminder with so many invoices."""
    asked = letter(**given)  # type: ignore[arg-type]
    first = asked.lines[0]
    lines = tuple(replace(first, number=str(10412 + n), subject=f"Serviceavtal {n}") for n in range(count))
    return replace(asked, lines=lines)


def plan(*, law: str = "SE", language: str = "sv", parts: int = 5) -> PlanAgreement:
    """The agreement of the plan over both invoices, signed by a firm."""
    reminder = letter(law=law, language=language)
    currency = CURRENCIES[law]
    components = [
        Component(EntryKind.PRINCIPAL, reminder.invoiced, ("10412", "10427")),
        Component(EntryKind.LATE_INTEREST, reminder.late_interest),
        Component(EntryKind.REMINDER_FEE, reminder.charges[0].amount),
    ]
    if law == "SE":
        components.append(Component(EntryKind.PLAN_FEE, Money(17000, SEK)))
    total = Money.total((part.amount for part in components), currency)
    each = total.minor // parts // 100 * 100
    amounts = [each] * (parts - 1) + [total.minor - each * (parts - 1)]
    rows, left = [], total
    for number, minor in enumerate(amounts, start=1):
        left -= Money(minor, currency)
        due_on = date(2026 + (number + 10) // 12, (number + 10) % 12 + 1, 27)
        rows.append(Part(number, due_on, Money(minor, currency), left))
    return PlanAgreement(
        law=law,
        language=language,
        number="2026-04",
        made_on=SENT_ON[law],
        sender=SENDERS[law],
        recipient=FIRMS[law],
        components=tuple(components),
        parts=tuple(rows),
        pay_to=PAY_TO[law],
        rates_percent=(RATES[law],),
        interest=basis(law),
    )


def dispute(way: DisputeWay, *, law: str, language: str, tone: Tone, person: bool) -> DisputeLetter:
    """A dispute of 18 November about a part of an invoice of 12 000, a person's or a firm's."""
    currency = CURRENCIES[law]
    nothing = Money.zero(currency)
    is_split = way is DisputeWay.SPLIT
    return DisputeLetter(
        way=way,
        language=language,
        tone=tone,
        sent_on=SENT_ON[law],
        pay_by=date(2026, 12, 2),
        sender=SENDERS[law],
        recipient=PEOPLE[law] if person else FIRMS[law],
        pay_to=PAY_TO[law],
        number="10412",
        issued_on=date(2026, 8, 18),
        opened_on=date(2026, 11, 9),
        reason=DisputeReason.WRONG_DELIVERY,
        invoiced=Money(12_000_00, currency),
        paid=Money(2_000_00, currency),
        late_interest=nothing if is_split else Money(86_30, currency),
        charges=nothing if is_split else Money(60_00, currency),
        open=Money(8_500_00 if is_split else 10_146_30, currency),
        subject="Värmepump, verkstaden" if person else "",
        supplied_on=date(2026, 8, 14),
        delivered_on=None if person else date(2026, 8, 20),
        disputed=None if person else Money(4_000_00, currency),
        reduction=Money(1_500_00, currency) if is_split else None,
        why=("Vi bytte pumpen enligt offerten av den 2 juni.", "Fotona visar hur den sitter."),
        neutral=_NEUTRAL[law] if person and not is_split else None,
    )


_NEUTRAL = {
    "SE": Neutral("Allmänna reklamationsnämnden (ARN)", "arn.se", "Box 174, 101 23 Stockholm"),
    "NO": Neutral("Forbrukertilsynet", "forbrukertilsynet.no", takes_part=False),
}
