"""Every field of the window: words that change no figure, and amounts and days that are refused in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from app.domain.attachment import AttachmentKind
from app.domain.history import DisputeReason, LetterKind, Outcome
from app.domain.money import Currency, Money
from app.domain.partner import PartnerKind
from app.domain.party import Contact, ContactPerson, Customer, CustomerId, CustomerKind, Tone
from app.domain.payment_plan import PlanInterest, Rhythm
from app.i18n import LANGUAGES
from app.services import (
    attachments,
    contact,
    contact_persons,
    disputes,
    drafts,
    facts,
    finding,
    firm,
    invoice_form,
    letter_texts,
    listing,
    paper_listing,
    partners,
    payments,
    plans,
    procedures,
    proofs,
    rates,
    registering,
    reminders,
    sending,
    undoing,
    writing_off,
)
from app.services.changes import Changes
from tests.hostile.place import TODAY, Answer, Kind, Place, looked_over, refused
from tests.hostile.values import day_taken as day
from tests.hostile.values import minor, text, typed_amount, typed_day

_A_MEGABYTE = 0.003
_BATCH = 250
Does = Callable[[Place, Random], object]
_CURRENCIES = tuple(map(Currency, ("SEK", "NOK", "EUR", "JPY")))


def _typed(chance: Random) -> str:
    return text(chance, long=_A_MEGABYTE)


def _fact(chance: Random) -> str:
    known = ("", "yes", "no", "unknown", "SE", "NO", "business", "consumer", "sv", "warm", "10", "24,5")
    return chance.choice(known) if chance.random() < 0.5 else chance.choice((_typed, typed_day))(chance)


def _money(chance: Random) -> Money:
    own = _CURRENCIES[0] if chance.random() < 0.8 else chance.choice(_CURRENCIES)
    return Money(minor(chance), own)


def _facts(chance: Random, fields: Iterator[str] | tuple[str, ...]) -> dict[str, str]:
    names = chance.sample(sorted(fields), chance.randrange(1, 4))
    return {name: _fact(chance) for name in names}


def _note(place: Place, chance: Random) -> Changes:
    return contact.take_note(place.desk, [place.case(chance)], _typed(chance))


def _persons(place: Place, chance: Random) -> Changes:
    people = [
        ContactPerson(chance.choice((0, 1, -1, 99)), Contact(*(text(chance) for _ in range(5))), text(chance))
        for _ in range(chance.randrange(1, 4))
    ]
    return contact_persons.set_persons(place.desk, place.customer(chance), people)


def _firm(place: Place, chance: Random) -> Changes:
    return firm.set_firm(place.desk, _facts(chance, firm.FIELDS))


def _customer(place: Place, chance: Random) -> Changes:
    plain = ("name", "identifier", "number", "address", "email", "phone", "invoices_to", "terms", "remember",
             "channel", "tone", "language", "address_form")  # fmt: skip
    return facts.set_customer(place.desk, place.customer(chance), _facts(chance, plain))


def _draft(place: Place, chance: Random) -> None:
    name, payload = f"note:{text(chance)}", {text(chance): _typed(chance)}
    drafts.save(place.desk, name, payload)
    assert drafts.load(place.desk, name) == payload
    drafts.discard(place.desk, name)


def _letter_text(place: Place, chance: Random) -> None:
    kind, tone = chance.choice(list(LetterKind)), chance.choice(list(Tone))
    one = letter_texts.TextKey(kind, tone, chance.choice(LANGUAGES), chance.random() < 0.5, False)
    letter_texts.keep_text(place.desk, one, [_typed(chance) for _ in range(chance.randrange(4))])
    letter_texts.letter_text(place.desk, one)


def _search(place: Place, chance: Random) -> None:
    typed = _typed(chance)
    finding.find(place.desk, typed)
    invoice_form.customers_like(place.desk, typed)
    query = listing.Query(text=typed)
    listing.invoice_rows(place.desk, listing.invoice_ids(place.desk, query))
    listing.customer_rows(place.desk, listing.customer_ids(place.desk, query))
    paper_listing.letter_rows(place.desk, paper_listing.letter_ids(place.desk, query))
    paper_listing.plan_rows(place.desk, paper_listing.plan_ids(place.desk, query))


def _partner(place: Place, chance: Random) -> Changes:
    words = [text(chance) for _ in range(6)]
    new = replace(
        partners.new_partner(chance.choice(list(PartnerKind)), text(chance), chance.choice(("SE", "NO", ""))),
        contact_name=words[0],
        phone=words[1],
        email=words[2],
        website=words[3],
        terms=_typed(chance),
    )
    partners.find_partner(place.desk, words[4]) if chance.random() < 0.1 else partners.register(place.desk)
    return partners.add_partner(place.desk, new)


def _attachment(place: Place, chance: Random) -> None:
    name = text(chance).replace("/", "").replace("\0", "")[:60] or "file"
    path = place.desk.path.parent / (f"\udcff{name}" if chance.random() < 0.05 else f"{name}.pdf")
    path.write_bytes(text(chance).encode())
    try:
        attachments.add(place.desk, place.case(chance), chance.choice(list(AttachmentKind)), path)
    finally:
        path.unlink()
    for kept in attachments.listed(place.desk, place.case(chance)):
        assert Path(kept.file_name).name == kept.file_name


WORDS: tuple[Does, ...] = (
    _note, _note, _persons, _firm, _customer, _draft, _letter_text, _search, _partner, _attachment,
)  # fmt: skip
"""What takes words only."""


def _call(place: Place, chance: Random) -> Changes:
    call = contact.Call(
        chance.choice(list(Outcome)),
        day(chance) if chance.random() < 0.7 else None,
        text(chance),
        _money(chance) if chance.random() < 0.6 else None,
        chance.choice(list(DisputeReason)),
        _typed(chance),
        chance.choice((0, -1, 10**9)),
        day(chance) if chance.random() < 0.1 else None,
        tuple(_facts(chance, tuple(facts.CUSTOMER_FIELDS)).items()) if chance.random() < 0.2 else (),
    )
    return contact.log_call(place.desk, [place.case(chance)], call)


def _snooze(place: Place, chance: Random) -> Changes:
    return contact.snooze(place.desk, [place.case(chance)], day(chance))


def _dispute(place: Place, chance: Random) -> Changes:
    case_id, note = place.case(chance), _typed(chance)
    match chance.randrange(3):
        case 0:
            amount = _money(chance) if chance.random() < 0.6 else None
            why = chance.choice(list(DisputeReason))
            return contact.open_dispute(
                place.desk, case_id, why, disputed=amount, answer_by=day(chance), note=note
            )
        case 1:
            return disputes.answer_dispute(place.desk, case_id, day(chance), note=note)
    return disputes.close_dispute(place.desk, case_id, upheld=chance.random() < 0.3, note=note)


def _pay(place: Place, chance: Random) -> Changes:
    on = day(chance) if chance.random() < 0.7 else None
    case_id, amount = place.case(chance), _money(chance)
    return payments.book_payment(place.desk, case_id, amount, received_on=on, reference=text(chance))


def _write_off(place: Place, chance: Random) -> Changes:
    amount = _money(chance) if chance.random() < 0.9 else None
    return writing_off.write_off(place.desk, place.case(chance), amount=amount, note=_typed(chance))


def _set_invoice(place: Place, chance: Random) -> Changes:
    return facts.set_invoice(place.desk, place.case(chance), _facts(chance, tuple(facts.INVOICE_FIELDS)))


def _set_customer(place: Place, chance: Random) -> Changes:
    return facts.set_customer(
        place.desk, place.customer(chance), _facts(chance, tuple(facts.CUSTOMER_FIELDS))
    )


def _new_invoice(place: Place, chance: Random) -> Changes:
    return registering.add_invoice(
        place.desk,
        registering.NewInvoice(
            place.customer(chance),
            text(chance) or "1",
            _money(chance),
            day(chance),
            day(chance) if chance.random() < 0.8 else None,
            text(chance),
            _typed(chance),
        ),
    )


def _new_customer(place: Place, chance: Random) -> Changes:
    kind, country = chance.choice([*CustomerKind, None]), chance.choice(("SE", "NO"))
    who = Customer(CustomerId(0), text(chance) or "?", kind, country=country)
    who = replace(who, identifier=text(chance), number=text(chance), remember=_typed(chance))
    return registering.add_customer(place.desk, who)


def _typed_invoice(place: Place, chance: Random) -> Changes | None:
    who = {"name": text(chance), "address": text(chance), "email": text(chance), "identifier": text(chance)}
    known = place.customer(chance) if chance.random() < 0.5 else None
    days, others = (day(chance), day(chance)), (text(chance), text(chance), text(chance))
    typed = invoice_form.TypedInvoice(known, who, text(chance), _money(chance), *days, *others)
    return None if invoice_form.missing(typed) else invoice_form.save(place.desk, typed)


def _letter(place: Place, chance: Random) -> None:
    wish = reminders.Wish(
        chance.choice(list(LetterKind)),
        pay_by=day(chance) if chance.random() < 0.4 else None,
        body=(text(chance), text(chance)) if chance.random() < 0.5 else None,
        language=chance.choice(("", *LANGUAGES)),
    )
    letter = reminders.propose(place.desk, [place.case(chance)], wish)
    sent = day(chance) if chance.random() < 0.3 else None
    sending.mark_sent(place.desk, sending.make(place.desk, letter), sent_on=sent)


def _plan(place: Place, chance: Random) -> None:
    wish = plans.PlanWish(
        chance.choice((0, -1, 1, 2, 12, 120, 10**6)),
        day(chance) if chance.random() < 0.5 else TODAY + timedelta(chance.randrange(90)),
        chance.choice(list(Rhythm)),
        interest=chance.choice(list(PlanInterest)),
        each=_money(chance) if chance.random() < 0.3 else None,
    )
    proposal = plans.propose(place.desk, [place.case(chance)], wish)
    made = plans.make(place.desk, proposal)
    plans.sign(place.desk, made, signed_on=day(chance) if chance.random() < 0.3 else None)
    plans.end(place.desk, made, why=_typed(chance))


def _proof(place: Place, chance: Random) -> Changes:
    if chance.random() < 0.5:
        return proofs.prove_arrival(place.desk, place.case(chance), day(chance), note=_typed(chance))
    return proofs.prove_promise(place.desk, place.case(chance), note=_typed(chance))


def _rate(place: Place, chance: Random) -> Changes:
    country, name = chance.choice(sorted(place.desk.statutes.tables))
    through = day(chance) if chance.random() < 0.5 else None
    row = rates.NewRow(
        country, name, day(chance), typed_amount(chance), _typed(chance), through, chance.random() < 0.3
    )
    return rates.add_row(place.desk, row)


def _fee(place: Place, chance: Random) -> Changes:
    law = chance.choice(("SE", "NO"))
    key = chance.choice([line.key for line in procedures.fees(place.desk, law)])
    return procedures.set_fee(place.desk, law, key, typed_amount(chance))


def _undo(place: Place, _chance: Random) -> Changes:
    return undoing.undo(place.desk)


def _redo(place: Place, _chance: Random) -> Changes:
    return undoing.redo(place.desk)


DEEDS: tuple[Does, ...] = (
    _call, _call, _snooze, _dispute, _pay, _write_off, _set_invoice, _set_customer, _new_invoice,
    _new_customer, _typed_invoice, _letter, _plan, _proof, _rate, _fee, _undo, _redo,
)  # fmt: skip
"""What may book something; its sums are looked over with the whole place."""


def _in_words(folder: Path) -> Iterator[Answer]:
    with looked_over(folder) as place:
        figures = place.figures()

        def answer(chance: Random) -> None:
            refused(lambda: chance.choice(WORDS)(place, chance))
            assert place.figures() == figures

        yield answer


def _in_deeds(folder: Path) -> Iterator[Answer]:
    with looked_over(folder) as place:

        def answer(chance: Random) -> None:
            refused(lambda: chance.choice(DEEDS)(place, chance))

        yield answer


KINDS = (Kind("words in fields", 12, _BATCH, _in_words), Kind("deeds in fields", 10, _BATCH, _in_deeds))
