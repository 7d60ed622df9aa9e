"""The facts that the law asks about one invoice, as questions with their answers, ready for a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.case import Case
from app.domain.invoice import AgreedInterest, CaseId
from app.domain.party import CustomerId, CustomerKind
from app.formatting import percent
from app.i18n import N_, _, language, ngettext
from app.services.desk import Desk
from app.services.facts import INVOICE_FIELDS, as_text

Kind = Literal["yes_no", "day", "past_day", "text", "percent", "choice"]
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One fact to be filled in.

    Attributes:
        field: Named as on the command line; `kind` is the customer's.
        hint: Why it is asked, in one sentence.
        choices: For a choice, the values with their words; an empty value is *unknown*.
    """

    field: str
    kind: Kind
    label: str
    hint: str = ""
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class FactForm:
    """An invoice's questions with what is known today, written as on the command line; empty is unknown."""

    case_id: CaseId
    customer_id: CustomerId
    title: str
    questions: tuple[Question, ...]
    answers: Mapping[str, str]


_LAWS = (("SE", N_("Swedish law")), ("NO", N_("Norwegian law")), ("", N_("Not chosen yet")))
_KINDS = (
    (CustomerKind.BUSINESS.value, N_("Business")),
    (CustomerKind.CONSUMER.value, N_("Consumer")),
    (CustomerKind.PUBLIC.value, N_("Public body")),
    ("", N_("Not known")),
)
_YES_NO = (("yes", N_("Yes")), ("no", N_("No")), ("", N_("Not known")))
_QUESTIONS = (
    Question(
        "kind",
        "choice",
        N_("The customer is"),
        N_(
            "As long as it is not known, the rules that protect a consumer apply. The answer "
            "holds for all invoices of this customer."
        ),
        _KINDS,
    ),
    Question(
        "law",
        "choice",
        N_("The invoice follows"),
        N_("It decides which interest and fees may be asked for."),
        _LAWS,
    ),
    Question("due_on", "day", N_("Due date on the invoice")),
    Question(
        "due_agreed",
        "yes_no",
        N_("Was the due date agreed beforehand?"),
        N_("In an order or a contract, say. Then interest counts from the day after it."),
        _YES_NO,
    ),
    Question(
        "interest_notice_given",
        "yes_no",
        N_("Does the invoice say that late payment bears interest?"),
        N_("A consumer whose due date was not agreed owes no interest without that sentence."),
        _YES_NO,
    ),
    Question(
        "fee_agreed",
        "yes_no",
        N_("Was a reminder fee agreed?"),
        N_("In Sweden a reminder may bear a fee only if that was agreed before the debt arose."),
        _YES_NO,
    ),
    Question("fee_agreed_on", "past_day", N_("Agreed on")),
    Question(
        "fee_source", "text", N_("Agreed in"), N_("The document that says so, such as an offer or an order.")
    ),
    Question(
        "delivered",
        "yes_no",
        N_("Did the invoice reach the customer?"),
        N_("If it did not, there is no interest, no fee and no formal letter."),
        _YES_NO,
    ),
    Question("delivered_on", "past_day", N_("Reached the customer on")),
    Question(
        "supplied_on",
        "past_day",
        N_("Day of the goods or the work"),
        N_("Limitation counts from it, and an agreement on fees has to be older."),
    ),
    Question(
        "agreed_rate",
        "percent",
        N_("Agreed interest, percent a year"),
        N_("Leave it empty for interest as the law has it."),
    ),
    Question("agreed_margin", "percent", N_("Or agreed points above the reference rate")),
    Question("payment_reference", "text", N_("Payment reference")),
)


def fact_form(desk: Desk, case_id: CaseId) -> FactForm:
    """Return the questions about an invoice in the language of the screen, with their answers."""
    with desk.look() as work:
        case = work.case(case_id)
    answers = {field: as_text(case.invoice, field) for field in INVOICE_FIELDS}
    who = case.customer
    answers["kind"] = who.kind.value if who.kind and who.kind_confirmed else ""
    return FactForm(
        case_id=case_id,
        customer_id=who.id,
        title=_("Invoice {number}").format(number=case.invoice.number),
        questions=tuple(_translated(question, case) for question in _QUESTIONS),
        answers=answers,
    )


def _translated(question: Question, case: Case) -> Question:
    hint = _(question.hint) if question.hint else ""
    if question.field == "kind" and case.customer.kind and not case.customer.kind_confirmed:
        hint = _("The organisation number suggests a business. Confirm it here.")
    return Question(
        question.field,
        question.kind,
        _(question.label),
        hint,
        tuple((value, _(words)) for value, words in question.choices),
    )


def terms(case: Case) -> str:
    """Return the terms of payment in words: the days between issue and due date, and which interest holds."""
    paper = case.invoice
    interest = _interest(paper.facts.agreed)
    if paper.due_on is None:
        return interest
    days = (paper.due_on - paper.issued_on).days
    said = ngettext("{n} day, {interest}", "{n} days, {interest}", days)
    return said.format(n=days, interest=interest)


def _interest(agreed: AgreedInterest | None) -> str:
    if agreed is None:
        return _("interest by law")
    if agreed.fixed_percent is not None:
        return _("{rate} interest agreed").format(rate=percent(agreed.fixed_percent, language()))
    return _("agreed interest")
