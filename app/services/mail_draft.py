"""A letter as a draft for the user's own mail program: opened there, never sent from here."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP

from app.documents import wording
from app.i18n import translator
from app.services.reminders import Proposal

_ADDRESS = re.compile(r"(?a)[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def draft(proposal: Proposal, pdf: bytes) -> bytes:
    """Return the bytes of an .eml file with the PDF, in the letter's language.

    `X-Unsent` makes mail programs open it for writing. What is no address is left for the user to fill in.
    The same letter gives the same bytes.
    """
    letter, customer = proposal.letter, proposal.cases[0].customer
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(proposal)
    if _ADDRESS.fullmatch(letter.sender.email):
        message["From"] = letter.sender.email
    if _ADDRESS.fullmatch(customer.contact.email):
        message["To"] = customer.contact.email
    message["X-Unsent"] = "1"
    message.set_content(_text(proposal))
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=proposal.file_name)
    message.set_boundary(f"betalt-{letter.number}")
    return message.as_bytes()


def _subject(proposal: Proposal) -> str:
    letter = proposal.letter
    numbers = wording.listed([line.number for line in letter.lines], letter.language)
    words = translator(letter.language)
    said = words.ngettext("{heading}, invoice {numbers}", "{heading}, invoices {numbers}", len(letter.lines))
    heading = wording.heading(letter.country, letter.language, letter.kind)
    return _CONTROLS.sub(" ", said.format(heading=heading, numbers=numbers))


def _text(proposal: Proposal) -> str:
    """Return the letter's own words, and where the rest is found."""
    letter = proposal.letter
    words = translator(letter.language)
    labels = wording.words("labels", letter.language)
    attached = words.gettext("The letter with all figures is attached.")
    regards = f"{labels['regards']}\n{letter.sender.name}"
    legal = [paragraph for paragraph in [wording.legal(letter)] if paragraph]
    return "\n\n".join((wording.greeting(letter), *wording.body(letter), *legal, attached, regards)) + "\n"
