"""What the status bar says once something was done, taken back or done again."""

from __future__ import annotations

from app.i18n import N_, _
from app.services.changes import Changes

_UNDO = "undo:"
# Each kind of action: what is said when it is done, and when it is taken back.
_SAID = {
    "call": (N_("Call with {name} saved."), N_("Call with {name} taken back.")),
    "note": (N_("Note about {name} saved."), N_("Note about {name} taken back.")),
    "reason": (N_("Reason for {name} saved."), N_("Reason for {name} taken back.")),
    "reason_answered": (N_("Answer to {name} noted."), N_("Answer to {name} taken back.")),
    "snooze": (N_("{name} put off until later."), N_("{name} is no longer put off.")),
    "dispute": (N_("Dispute with {name} saved."), N_("Dispute with {name} taken back.")),
    "attach": (N_("File kept with invoice {name}."), N_("File of invoice {name} taken away.")),
    "detach": (N_("File of invoice {name} taken away."), N_("File kept with invoice {name}.")),
    "dispute_corrected": (
        N_("Dispute with {name} settled by a corrected invoice."),
        N_("Dispute with {name} is open again."),
    ),
    "dispute_refused": (N_("Answer to {name} kept."), N_("Dispute with {name} is open again.")),
    "dispute_split": (N_("Agreement with {name} kept."), N_("Dispute with {name} is open again.")),
    "dispute_mediated": (N_("Mediation with {name} noted."), N_("Mediation with {name} taken back.")),
    "payment": (N_("Payment from {name} booked."), N_("Payment from {name} taken back.")),
    "match": (N_("{name} booked."), N_("{name} taken back.")),
    "set_aside": (N_("{name} set aside."), N_("{name} waits for its invoice again.")),
    "take_up": (N_("{name} waits for its invoice again."), N_("{name} set aside.")),
    "use_credit": (N_("Credit of {name} used."), N_("Credit of {name} is unused again.")),
    "pay_back": (N_("Paid back to {name}."), N_("{name} has its credit again.")),
    "make_letter": (N_("Letter {name} made."), N_("Letter {name} taken back.")),
    "letter": (N_("Letter to {name} marked as sent."), N_("Letter to {name} is no longer marked as sent.")),
    "withdraw_charges": (N_("Charges of {name} withdrawn."), N_("Charges of {name} stand again.")),
    "keep_proof": (N_("Proof about {name} noted."), N_("Proof about {name} taken back.")),
    "plan": (N_("Plan with {name} saved."), N_("Plan with {name} taken back.")),
    "sign_plan": (N_("Plan with {name} is signed."), N_("Plan with {name} is no longer signed.")),
    "end_plan": (N_("Plan with {name} ended."), N_("Plan with {name} runs again.")),
    "import": (N_("{name} read in."), N_("{name} taken back.")),
    "withdraw": (N_("{name} taken back."), N_("{name} read in.")),
    "add_customer": (N_("{name} added."), N_("{name} taken back.")),
    "add_invoice": (N_("Invoice {name} added."), N_("Invoice {name} taken back.")),
    "set_invoice": (N_("Invoice {name} changed."), N_("Invoice {name} is as it was.")),
    "set_firm": (N_("{name} changed."), N_("{name} is as it was.")),
    "letter_text": (N_("{name}: the words are changed."), N_("{name} has its words back.")),
    "rates": (N_("{name}: the new figure holds."), N_("{name} is as it was.")),
    "procedure": (N_("Follow-up changed."), N_("Follow-up is as it was.")),
    "own_limits": (N_("Your limits are changed."), N_("Your limits are as they were.")),
    "own_fees": (N_("{name} changed."), N_("{name} is as it was.")),
    "write_off": (N_("Invoice {name} written off."), N_("Invoice {name} is open again.")),
    "erase": (N_("Erased."), N_("Erased.")),
    "tidy_notes": (N_("Old notes erased."), N_("Old notes erased.")),
    "contact_person": (N_("Contacts of {name} changed."), N_("Contacts of {name} are as they were.")),
    "partner": (N_("{name} is in your register."), N_("{name}: the register is as it was.")),
    "partner_gone": (N_("{name} is no longer in your register."), N_("{name} is in your register.")),
    "reported": (N_("{name}: noted that the insurer knows."), N_("{name}: the insurer is still to be told.")),
    "hand_over": (N_("{name} handed over."), N_("{name} is with you again.")),
    "recall": (N_("{name} taken back."), N_("{name} is handed over again.")),
    "partner_answer": (N_("Answer about {name} noted."), N_("Answer about {name} taken back.")),
    "set_customer": (N_("{name} changed."), N_("{name} is as it was.")),
}
_OTHER = (N_("Saved."), N_("Taken back."))


def done(changes: Changes) -> str:
    """Return what was done; for `Changes` of an undo, what was taken back."""
    if changes.kind.startswith(_UNDO):
        return undone(changes)
    return _(_SAID.get(changes.kind, _OTHER)[0]).format(name=changes.about)


def undone(changes: Changes) -> str:
    """Return what was taken back."""
    kind = changes.kind.removeprefix(_UNDO)
    return _(_SAID.get(kind, _OTHER)[1]).format(name=changes.about)
