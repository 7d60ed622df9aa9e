"""What happened, what it means, and what to do: a sentence for everything that we foresaw."""

from __future__ import annotations

from app.documents.agreement import AgreementSumError
from app.documents.content import EmptyDocumentError
from app.domain.claim import MixedClaimError, NothingToClaimError
from app.domain.dated_table import DatedTable, KnownThroughError, NotInForceError, RowOrderError
from app.domain.deadline import PayByTooEarlyError
from app.domain.errors import BetaltError, RuleError
from app.domain.hindrance import NotAllowedError
from app.domain.interest_rate import AgreedRateTooHighError, UnknownLawError
from app.domain.money import CurrencyMismatchError, UnknownCurrencyError
from app.domain.payment_plan import PlanShapeError, PlanSumError
from app.domain.promise import AmountNotPositiveError, PromiseInThePastError
from app.formatting import AmbiguousAmountError, UnreadableAmountError, long_date, percent
from app.i18n import N_, _, language
from app.services import apologising, letter_content, letter_courtesy, plans, proofs, reason_paths, sending
from app.services import errors as own
from app.services.explain import (
    dispute_errors,
    file_errors,
    list_errors,
    partner_errors,
    payment_errors,
    privacy_errors,
    rule_errors,
)
from app.services.explain.fields import expectation, field_name
from app.services.explain.hindrances import refusal
from app.services.explain.words import money

_MIXED = {
    "customer": N_("The invoices belong to several customers. Choose those of one."),
    "law": N_("The invoices follow the law of several countries. Choose those of one."),
    "currency": N_("The invoices are in several currencies. Choose those in one."),
}


def error(err: BetaltError) -> str:
    """Return the words for an error that we foresaw."""
    said = next((words for find in _FINDERS if (words := find(err))), "")
    if said:
        return said
    if isinstance(err, RuleError):
        return _("That cannot be done, and nothing has changed.")
    return _("Something outside the app said no. Nothing has changed.")


def _of_typing(err: BetaltError) -> str:
    match err:
        case AmbiguousAmountError():
            said = _("{typed} can be read in two ways. Write the amount with decimals, such as 24 860,00.")
            return said.format(typed=err.typed)
        case UnreadableAmountError():
            return _("{typed} is not an amount. Write it like 24 860,00.").format(typed=err.typed)
        case AmountNotPositiveError():
            return _("The amount has to be more than nothing.")
        case UnknownCurrencyError():
            return _("{code} is not a known currency. Use three letters, such as SEK.").format(code=err.code)
        case own.UnreadableValueError():
            said = _("{value} does not fit {field}. {hint}")
            return said.format(value=err.found, field=field_name(err.field), hint=expectation(err.expected))
        case own.UnknownFieldError():
            said = _("There is no {field} to set. These can be set: {known}.")
            return said.format(field=err.field, known=", ".join(err.known))
    return ""


def _of_rules(err: BetaltError) -> str:
    match err:
        case NotAllowedError():
            return refusal(err.reason, err.from_day, err.law)
        case PromiseInThePastError():
            said = _("{day} has passed. Choose today or a later day.")
            return said.format(day=long_date(err.promised_by, language()))
        case PayByTooEarlyError():
            said = _("{day} leaves too little time to pay. The earliest day is {earliest}.")
            words = said.format(
                day=long_date(err.pay_by, language()), earliest=long_date(err.earliest, language())
            )
            return f"{words} ({err.law})" if err.law else words
        case CurrencyMismatchError():
            return _("{one} and {other} cannot be added together.").format(one=err.left, other=err.right)
        case AgreedRateTooHighError():
            said = _("{agreed} is more than {most}, the highest rate that may be agreed with a consumer.")
            highest, wanted = (percent(rate, language()) for rate in (err.most, err.agreed))
            return f"{said.format(agreed=wanted, most=highest)} ({err.law})"
        case UnknownLawError():
            return _("There are no rules for {country} yet. Choose SE or NO.").format(country=err.law)
        case NothingToClaimError():
            return _("There is no invoice to claim. Choose at least one.")
        case MixedClaimError():
            return _(_MIXED[err.what])
    return _of_tables(err)


def _of_tables(err: BetaltError) -> str:
    match err:
        case NotInForceError():
            said = _(
                "{table} is not known for {day}. Nothing is guessed: add the figure, or choose another day."
            )
            return said.format(table=_table(err.table), day=long_date(err.day, language()))
        case RowOrderError():
            said = _("The new figure for {table} has to begin where the known ones end.")
            return said.format(table=_table(err.table))
        case KnownThroughError():
            said = _("Say until which day the new figure for {table} is known.")
            return said.format(table=_table(err.table))
    return ""


def _table(table: DatedTable) -> str:
    return f"{table.law} ({table.name})"


def _of_plans(err: BetaltError) -> str:
    match err:
        case PlanSumError() if err.found < err.expected:
            return _("{amt} is missing.").format(amt=money(err.expected - err.found))
        case PlanSumError():
            return _("It is {amt} too much.").format(amt=money(err.found - err.expected))
        case PlanShapeError():
            said = _("A plan cannot have {n} instalments here. Each one has to be at least one whole krona.")
            return said.format(n=err.instalments)
        case AgreementSumError() | EmptyDocumentError():
            return _("The document does not add up, so it was not made. Nothing has changed.")
    return ""


def _of_papers(err: BetaltError) -> str:
    match err:
        case letter_content.FirmUnknownError():
            return _("Tell who you are first: a letter needs the name and address of your firm.")
        case letter_content.AccountUnknownError():
            return _("Add an account first, so that the letter can say where to pay.")
        case letter_courtesy.NotPaidYetError():
            return _("Invoice {number} is not paid yet, so it is too early for thanks.").format(
                number=err.number
            )
        case sending.LetterOutdatedError():
            said = _("Something has changed since letter {number} was made: it is {now} now. Make it again.")
            return said.format(number=err.number, now=money(err.now))
        case sending.LetterAlreadySentError():
            said = _("Letter {number} was marked as sent {day}.")
            return said.format(number=err.number, day=long_date(err.sent_on, language()))
        case proofs.NothingToProveError():
            return _("There is no letter or promise yet that proof could be about.")
        case apologising.NothingToWithdrawError():
            return _("No letter crossed a payment here, so there is nothing to withdraw.")
        case reason_paths.NothingToAnswerError():
            return _("No corrected invoice or explanation is waited for here. Nothing has changed.")
        case plans.PlanOutdatedError():
            said = _("Something has changed since the plan was printed: it is {now} now. Print it again.")
            return said.format(now=money(err.now))
        case plans.PlanStateError():
            return _("The plan has moved on since, so this step is not open any more. Nothing has changed.")
    return ""


def _of_services(err: BetaltError) -> str:
    match err:
        case own.UnknownInvoiceError():
            return _("There is no invoice {number}. Check the number.").format(number=err.number)
        case own.AmbiguousInvoiceError():
            said = _("Several customers have an invoice {number}: {customers}. Write CUSTOMER/NUMBER.")
            return said.format(number=err.number, customers=", ".join(err.customers))
        case own.UnknownCustomerError():
            return _("There is no customer {name}. Check the spelling.").format(name=err.name)
        case own.SameIdentifierError():
            said = _("{customer} already has the number {identifier}. Check the digits.")
            return said.format(customer=err.customer, identifier=err.identifier)
        case own.DuplicateInvoiceError():
            said = _("{customer} already has an invoice {number}. Nothing was added.")
            return said.format(customer=err.customer, number=err.number)
        case own.CaseClosedError():
            return _("Nothing is left to pay on invoice {number}.").format(number=err.number)
        case own.FutureDayError():
            said = _("{day} has not come yet. Choose today or an earlier day.")
            return said.format(day=long_date(err.day, language()))
        case own.PastDayError():
            return _("{day} has to be in the future.").format(day=long_date(err.day, language()))
        case own.UnknownBatchError():
            return _("There is no such import, or it was taken back already.")
        case own.UnknownMappingError():
            return _("There are no saved columns called {name}. Check the name.").format(name=err.name)
        case own.NotFreshError():
            return _("There are invoices in the file already. Examples only go into an empty one.")
        case own.NoDemoError():
            return _("These are no examples but your own work, so nothing was emptied.")
        case own.NothingToUndoError():
            return _("There is nothing to undo.")
        case own.NothingToRedoError():
            return _("There is nothing to redo.")
        case own.TooLateToUndoError() if err.kind == "letter":
            return _("A letter can be undone until midnight. Correct it with a new step instead.")
        case own.TooLateToUndoError():
            return _("An import can be undone for 30 days, and those have passed.")
    return ""


_FINDERS = (
    _of_typing, _of_rules, _of_plans, _of_papers, _of_services, file_errors.said, rule_errors.said,
    payment_errors.said, list_errors.said, privacy_errors.said, partner_errors.said, dispute_errors.said,
)  # fmt: skip
