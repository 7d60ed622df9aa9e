"""How a customer wants it, as questions with their answers, written as on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.party import Customer, CustomerId
from app.i18n import _
from app.services import credit_limits
from app.services.customer_view import FORMS, KINDS, TONES, language_choices
from app.services.desk import Desk
from app.services.fact_form import Question


@dataclass(frozen=True, slots=True)
class CustomerForm:
    """The questions with what is known today; empty is unknown."""

    questions: tuple[Question, ...]
    answers: Mapping[str, str]


def customer_form(desk: Desk, customer_id: CustomerId) -> CustomerForm:
    """Return the questions about a customer in the language of the screen, with their answers."""
    with desk.look() as work:
        who = work.customer(customer_id)
    with desk.database.reading() as connection:
        credit = credit_limits.answers(connection, customer_id)
    return CustomerForm((*_questions(who), *_about_credit()), _answers(who) | credit)


def _questions(who: Customer) -> tuple[Question, ...]:
    unset = ("", _("Not chosen"))
    agreed = _("It holds for invoices issued from that day on, if the document says so.")
    kinds = tuple((key.value, _(words)) for key, words in KINDS.items())
    suggested = _("The organisation number suggests a business. Confirm it here.")
    return (
        Question("name", "text", _("Name")),
        Question(
            "kind",
            "choice",
            _("The customer is"),
            suggested if who.kind and not who.kind_confirmed else "",
            (*kinds, ("", _("Not known"))),
        ),
        Question("channel", "text", _("Channel"), _("How they are best reached, such as by phone.")),
        Question(
            "tone", "choice", _("Tone"), "", (*((key.value, _(words)) for key, words in TONES.items()), unset)
        ),
        Question(
            "address_form",
            "choice",
            _("Form of address"),
            "",
            (*((key, _(words)) for key, words in FORMS.items()), unset),
        ),
        Question("language", "choice", _("Language of letters"), "", tuple(language_choices())),
        Question("address", "text", _("Address"), _("Street 1, 999 47 Town")),
        Question("invoices_to", "text", _("Invoices go to"), _("If elsewhere than to the contact.")),
        Question("terms", "text", _("Terms")),
        Question("fee_agreed_on", "past_day", _("Reminder fee agreed on"), agreed),
        Question("fee_source", "text", _("Agreed in"), _("The document that says so, such as an offer.")),
        Question("identifier", "text", _("Organisation number")),
        Question("number", "text", _("Customer number")),
    )


def _about_credit() -> tuple[Question, ...]:
    insurer = _("What your credit insurer has set, if you have one.")
    told = _("Calendar days after the due date.")
    return (
        Question("credit_limit", "text", _("Credit limit"), _("You are told when a new invoice breaks it.")),
        Question("insured_limit", "text", _("Insured up to"), insurer),
        Question("extension_days", "text", _("Longest extension, days"), told),
        Question("report_days", "text", _("Tell the insurer within, days"), told),
    )


def _answers(who: Customer) -> dict[str, str]:
    place = " ".join(part for part in (who.address.postcode, who.address.city) if part)
    return {
        "name": who.name,
        "kind": who.kind.value if who.kind and who.kind_confirmed else "",
        "channel": who.channel,
        "tone": who.tone.value if who.tone else "",
        "address_form": who.address_form,
        "language": who.language,
        "address": ", ".join(part for part in (who.address.street.replace("\n", ", "), place) if part),
        "invoices_to": who.invoices_to,
        "terms": who.terms,
        "fee_agreed_on": who.fee_agreed_on.isoformat() if who.fee_agreed_on else "",
        "fee_source": who.fee_source,
        "identifier": who.identifier,
        "number": who.number,
    }
