"""The words for rules that the user adds: figures of law that cannot be, procedures that it forbids."""

from __future__ import annotations

from app.domain.errors import BetaltError
from app.domain.procedure_rules import ProcedureError, ProcedureFault
from app.domain.table_row import RowError, RowFault, bounds
from app.formatting import long_date
from app.i18n import N_, _, language
from app.services import errors as own
from app.services.explain.tables import figure_words, table_title
from app.services.explain.words import money

_ROW = {
    RowFault.SOURCE_MISSING: N_("Say where the figure was read, so that it can be checked later."),
    RowFault.OUT_OF_BOUNDS: N_("{table} lies between {lowest} and {highest}. Look at the figure once more."),
    RowFault.BETWEEN_STEPS: N_("{table} comes in steps of {step}. Look at the figure once more."),
    RowFault.KNOWN_ALREADY: N_("{figure} is known already for {day}. Nothing was added."),
    RowFault.OTHER_VALUE_KNOWN: N_("{figure} is known for {day}. Choose to correct it if it has changed."),
    RowFault.NOTHING_TO_REPLACE: N_("No figure begins on that day, so there is none to correct."),
    RowFault.OUT_OF_ORDER: N_("The next figure for {table} begins {expected}. No day may be left out."),
    RowFault.KNOWN_TOO_LITTLE: N_("Say until which day the new figure for {table} is known."),
    RowFault.KNOWN_TOO_FAR: N_("A figure for {table} that begins then is known until {expected} at most."),
}
_LATER = N_("The next figure for {table} begins after the last one.")
_PROCEDURE = {
    ProcedureFault.TOO_EARLY: N_("A step comes at least one day after."),
    ProcedureFault.TOO_LATE: N_("A step cannot wait more than {least} days."),
    ProcedureFault.DEADLINE_TOO_SHORT: N_("This letter gives at least {least} days to pay."),
    ProcedureFault.FEE_TOO_EARLY: N_(
        "A fee needs at least {least} days after the due date. Wait longer, or leave the fee out."
    ),
    ProcedureFault.OUT_OF_ORDER: N_("A later step cannot come before an earlier one."),
    ProcedureFault.NOT_IN_THIS_LAW: N_("The law of this country does not know the letter."),
    ProcedureFault.DAY_AFTER_LETTER: N_("Only a step after a letter can count from its day to pay."),
    ProcedureFault.LETTER_MISSING: N_("A formal letter has to come before handing over."),
    ProcedureFault.HAND_OVER_LAST: N_("Handing over is the last step."),
}
_FILE = {
    "unreadable": N_("{file} cannot be read as a table of law. Nothing was changed."),
    "too_large": N_("{file} is too large to be a table of law. Nothing was changed."),
    "nothing_new": N_("{file} has nothing that is not known already."),
    "unknown_table": N_("{file} is a table called {detail}, which is not used here."),
    "incomplete": N_("{file} lacks {detail}. Nothing was changed."),
    "no_source": N_("{file} does not say where the figure of {detail} was read. Nothing was changed."),
    "gap": N_("{file} leaves out the days from {detail}. Nothing was changed."),
    "out_of_order": N_("The rows of {file} are not in order at {detail}. Nothing was changed."),
}


def said(err: BetaltError) -> str:
    """Return the words for an error of this kind; empty when it is of another."""
    match err:
        case RowError():
            return _of_row(err)
        case ProcedureError():
            words = _(_PROCEDURE[err.fault]).format(least=err.least)
            return f"{words} ({err.law})" if err.law else words
        case own.UnknownTableError():
            return _("There is no table {name}. See betalt rates list.").format(name=err.name)
        case own.RateFileError():
            shown = _(_FILE.get(err.fault, _FILE["unreadable"]))
            return shown.format(file=err.file, detail=err.detail)
        case own.FeeTooHighError():
            most = money(err.most) if err.most else ""
            return _("The law allows at most {amount}. ({law})").format(amount=most, law=err.law)
    return ""


def _of_row(err: RowError) -> str:
    table, limits = err.table, bounds(err.table)
    if err.fault is RowFault.OUT_OF_ORDER and err.expected is None:
        return _(_LATER).format(table=table_title(table.name))
    return _(_ROW[err.fault]).format(
        table=table_title(table.name),
        lowest=figure_words(table, limits.lowest),
        highest=figure_words(table, limits.highest),
        step=figure_words(table, limits.step) if table.name != "inkasso_regime" else "",
        figure=figure_words(table, err.known.value) if err.known else "",
        day=long_date(err.known.valid_from, language()) if err.known else "",
        expected=long_date(err.expected, language()) if err.expected else "",
    )
