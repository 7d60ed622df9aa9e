"""The words of letters, read from `resources/letters`.

`common/<language>` holds what every country says alike; `<country>/<language>` what its law makes different.
The user may change the body: paragraphs with fields such as `{pay_by}`, filled in here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from app.documents.content import BrokenPlan, Contacts, Letter, Promised
from app.documents.parties import ReferenceKind
from app.domain.history import LetterKind
from app.domain.money import Money
from app.domain.party import Tone
from app.formatting import account, day_month, long_date, money, number_word, phone, reference, sentence_start
from app.resources import resource

Words = Mapping[str, Any]

MOST_NAMED = 4
"""So many invoices a sentence names one by one; more are counted."""

NBSP = "\u00a0"
_COUNTRIES = {"SE": "se", "NO": "no"}
# What the law asks for stands in a paragraph of its own, so these letters share the words around it.
_SHARED = {
    LetterKind.COLLECTION_DEMAND: "demand",
    LetterKind.COLLECTION_WARNING: "demand",
    LetterKind.PAYMENT_DEMAND: "demand",
    LetterKind.ENFORCEMENT_NOTICE: "demand",
}
_FIELD = re.compile(r"\{(\w+)\}")
_SPACES = re.compile(r" {2,}")


@cache
def words(name: str, language: str) -> Words:
    """Return a table of words that all countries share: `labels`, `plan`, or the kind of a letter."""
    return _read("common", language, name)


@cache
def law(country: str, language: str) -> Words:
    """Return headings and sentences of law; a country without its own takes the Swedish headings."""
    return _read(_COUNTRIES.get(country, "se"), language, "law")


def _read(folder: str, language: str, name: str) -> Words:
    with resource("letters", folder, language, f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def addressed(table: Words, *, is_person: bool) -> Any:
    """Return the form for one person or for a firm, where the language tells them apart."""
    return table.get("any") or table["person" if is_person else "business"]


def fill(template: str, fields: Mapping[str, str]) -> str:
    """Put fields into a text. An unknown field stays as it was typed; an empty one leaves no gap behind."""
    filled = _FIELD.sub(lambda found: fields.get(found[1], found[0]), template)
    return _SPACES.sub(" ", filled).strip()


def listed(items: Sequence[str], language: str) -> str:
    """Return "10412", "10412 och 10427", "10412, 10427 och 10431"."""
    labels = words("labels", language)
    *others, last = items
    if not others:
        return last
    first = others[-1]
    for item in reversed(others[:-1]):
        first = labels["list"].format(first=item, rest=first)
    return str(labels["list_last"].format(first=first, last=last))


def heading(country: str, language: str, kind: str) -> str:
    return str(law(country, language)["headings"][kind])


def standard_body(letter: Letter) -> tuple[str, ...]:
    """Return our own paragraphs with their fields open, for the user to change."""
    return standard_text(
        letter.kind,
        letter.tone,
        letter.language,
        is_person=letter.recipient.is_person,
        many=len(letter.lines) != 1,
    )


def standard_text(
    kind: LetterKind, tone: Tone, language: str, *, is_person: bool, many: bool
) -> tuple[str, ...]:
    """Return our own paragraphs for a letter of this kind, with their fields open."""
    by_tone = words(_SHARED.get(kind, kind), language)[tone]
    forms = addressed(by_tone, is_person=is_person)
    return tuple(forms.get("all") or forms["many" if many else "one"])


def legal(letter: Letter) -> str:
    """Return the paragraph that the law of the claim asks for, empty in a letter that needs none.

    It cannot be changed. An agency is named only by a firm that has one.
    """
    texts = law(letter.country, letter.language)["legal"]
    agency = texts.get(f"{letter.kind}_agency") if letter.hand_over else None
    return str(agency or texts.get(letter.kind, "")).format(
        last_day=long_date(letter.pay_by, letter.language)
    )


def body(letter: Letter) -> list[str]:
    """Return the paragraphs as they are printed: the user's own if there are any, fields filled in."""
    known = fields(letter)
    filled = (fill(paragraph, known) for paragraph in letter.body or standard_body(letter))
    return [paragraph for paragraph in filled if paragraph]


def fields(letter: Letter) -> dict[str, str]:
    """Return every field that a body may use, with its value in this letter."""
    language, count = letter.language, len(letter.lines)
    return {
        "invoice_numbers": listed([line.number for line in letter.lines], language),
        "invoices": invoices(letter),
        "invoice_count": sentence_start(number_word(count, language)),
        "invoice_count_lower": number_word(count, language),
        "total": money(letter.total, language),
        "pay_by": _day(letter.pay_by, language),
        "sent_on": _day(letter.sent_on, language),
        "contacts": contacts(letter.contacts, language),
        "sender": letter.sender.name,
        "phone": phone(letter.sender.phone, letter.sender.country),
        "account": account(letter.pay_to.account.kind, letter.pay_to.account.number),
        "reference": payment_reference(letter.pay_to.reference_kind, letter.pay_to.reference),
        **({} if letter.asks else _of_courtesy(letter)),
        **(_of_plan(letter.plan, language) if letter.plan else {}),
    }


def _of_plan(plan: BrokenPlan, language: str) -> dict[str, str]:
    """Return the fields that only the end of a plan uses."""
    return {
        "plan_on": long_date(plan.agreed_on, language).replace(" ", NBSP),
        "missed_on": _day(plan.missed_on, language),
        "missing": money(plan.missing, language),
    }


def _of_courtesy(letter: Letter) -> dict[str, str]:
    """Return the fields that only thanks and an apology use."""
    language, said = letter.language, words("labels", letter.language)["apology"]
    back = Money.total((charge.amount for charge in letter.withdrawn), letter.currency)
    left = letter.invoiced - letter.paid
    wrote_on = letter.contacts.mailed_on or letter.contacts.wrote_on
    return {
        "paid_on": _day(letter.paid_on, language) if letter.paid_on else "",
        "wrote_on": _day(wrote_on, language) if wrote_on else "",
        "taken_back": said["taken_back"].format(amount=money(back, language)) if back else "",
        "remains": said["left"].format(left=money(left, language)) if left else said["settled"],
    }


def invoices(letter: Letter) -> str:
    """Return "faktura 10412", "fakturorna 10412 och 10427", "de fem fakturorna nedan"."""
    said, numbers = words("labels", letter.language)["invoices"], [line.number for line in letter.lines]
    key = "one" if len(numbers) == 1 else "many"
    if len(numbers) > MOST_NAMED and letter.asks:
        return str(said["counted"].format(count=number_word(len(numbers), letter.language)))
    return str(said[key].format(numbers=listed(numbers, letter.language)))


def contacts(done: Contacts, language: str) -> str:
    """Return what was done before: written and called, then what was said or promised; empty if nothing."""
    return " ".join(said for said in (_tried(done, language), _spoken(done, language)) if said)


def _tried(done: Contacts, language: str) -> str:
    """Return one sentence on what got no answer; a mail goes before a letter."""
    wrote = "mailed" if done.mailed_on else "wrote" if done.wrote_on else ""
    called = ("", "called_one")[done.calls] if done.calls < 2 else "called_many"
    key = "_".join(part for part in (wrote, called) if part)
    if not key:
        return ""
    said = {"calls": number_word(done.calls, language)}
    for field, day in (("mailed_on", done.mailed_on), ("wrote_on", done.wrote_on)):
        if day:
            said[field] = _day(day, language)
    return str(words("labels", language)["contacts"][key].format(**said))


def _spoken(done: Contacts, language: str) -> str:
    """Return one sentence on what was agreed, else on the latest talk."""
    said = words("labels", language)["contacts"]
    if done.promised:
        return _agreed(done.promised, said, language)
    return str(said["spoke"].format(spoke_on=_day(done.spoke_on, language))) if done.spoke_on else ""


def _agreed(promised: Promised, said: Words, language: str) -> str:
    return str(
        said["agreed" if promised.by_phone else "written"].format(
            spoke_on=_day(promised.on, language),
            amount=money(promised.amount, language, whole=True),
            by=_day(promised.by, language),
        )
    )


def _day(day: date, language: str) -> str:
    """Return "2 december" so that no line ends within it."""
    return day_month(day, language).replace(" ", NBSP)


def payment_reference(kind: ReferenceKind, text: str) -> str:
    """Return a checked reference in groups; words that the payer writes are left as they are."""
    return text if kind is ReferenceKind.MESSAGE else reference(text)


def greeting(letter: Letter) -> str:
    """Return "Hej Anna," in a warm letter to somebody we know by name, else "Hej,"."""
    labels = words("labels", letter.language)
    name = letter.recipient.contact or (letter.recipient.name if letter.recipient.is_person else "")
    if letter.tone is not Tone.WARM or not name.strip():
        return str(labels["greeting"])
    return str(labels["greeting_named"].format(contact=name.split()[0]))
