"""Partners in words: what each kind does, needs, costs and answers; and what a partner has answered."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.partner import PartnerAnswer, PartnerKind
from app.i18n import N_, _


@dataclass(frozen=True, slots=True)
class KindWords:
    """One kind of partner: its name, what it does for you, what it needs, costs and answers."""

    name: str
    does: str
    needs: str
    costs: str
    answers: str


_KINDS = {
    PartnerKind.REMINDER_SERVICE: (
        N_("Reminder service"),
        N_("Sends your reminders in your name."),
        N_("The invoices, and where the customer can be reached."),
        N_("A price a letter. The customer pays no more than the reminder fee that the law allows."),
        N_("Tells which letters went out and what came in."),
    ),
    PartnerKind.SERVICE_OF_PROCESS: (
        N_("Service of process"),
        N_("Hands a letter to the customer and can prove it."),
        N_("The letter, and the customer's identity and address."),
        N_("A price an attempt. It is a cost of yours."),
        N_("Gives you a proof of delivery with its day, which you keep as proof on the invoice."),
    ),
    PartnerKind.COLLECTION_AGENCY: (
        N_("Collection agency"),
        N_("Takes over the claim and sends the demands in its own name."),
        N_("The whole pack: the claim, the letters, the calculation, and what was said."),
        N_("Often nothing while it succeeds, else a share. Read your agreement."),
        N_("Tells how the case goes, and pays out what it has recovered less what it keeps."),
    ),
    PartnerKind.MEDIATOR: (
        N_("Mediator"),
        N_("Helps the two of you to agree when the customer disputes the claim."),
        N_("What was ordered and delivered, what the customer says, and what you answered."),
        N_("Often free or cheap at the public bodies. Ask first."),
        N_("Proposes a settlement that both may accept."),
    ),
    PartnerKind.CREDIT_INSURER: (
        N_("Credit insurer"),
        N_("Pays you for insured sales that are not paid."),
        N_("The invoice, and a report before the day that the policy names."),
        N_("A premium, and a part of each loss that you bear yourself."),
        N_("Confirms the report, and says whether and when it pays."),
    ),
    PartnerKind.E_INVOICE_NETWORK: (
        N_("E-invoice network"),
        N_("Carries your e-invoices and knows whether they arrived."),
        N_("The number of the invoice."),
        N_("A price an invoice."),
        N_("Says whether the invoice was delivered, and when."),
    ),
    PartnerKind.ENFORCEMENT_AUTHORITY: (
        N_("Public authority"),
        N_("Decides that the claim has to be paid, and can enforce it."),
        N_("The customer's number, the ground, amount, due date and interest, and a formal letter before."),
        N_("A fee set by law. A customer who loses pays it."),
        N_("Sends its decision, or says that the customer has objected."),
    ),
}
_ANSWERS = {
    PartnerAnswer.RECEIVED: N_("It has got the case."),
    PartnerAnswer.WORKING: N_("It is working on it."),
    PartnerAnswer.INSTALMENTS: N_("The customer pays in parts."),
    PartnerAnswer.CONTESTED: N_("The customer objects."),
    PartnerAnswer.DECIDED: N_("There is a decision that the customer has to pay."),
    PartnerAnswer.NOTHING_TO_GET: N_("The customer has nothing to pay with now."),
    PartnerAnswer.CLOSED: N_("It has closed the case."),
}


def kind_words(kind: PartnerKind) -> KindWords:
    """Return everything that is said about one kind."""
    return KindWords(*(_(text) for text in _KINDS[kind]))


def kind_name(kind: PartnerKind) -> str:
    return _(_KINDS[kind][0])


def answer_words(answer: PartnerAnswer) -> str:
    """Return what a partner has answered, as one sentence."""
    return _(_ANSWERS[answer])
