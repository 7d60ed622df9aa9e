"""A payment plan agreement as a PDF: debt, instalments, what happens if late, two signatures."""

from __future__ import annotations

from app.documents.agreement import Component, PlanAgreement
from app.documents.content import RateSource
from app.documents.layout.paint import About, pdf
from app.documents.layout.sheet import LEFT, RIGHT, Rule, Sheet, Text
from app.documents.layout.table import Column, draw, sums
from app.documents.layout.typesetting import BODY, INK, LABEL, MEDIUM, STRONG, Run, wrap_text
from app.documents.letter_pdf import fitted
from app.documents.parties import Recipient, Sender
from app.documents.parts import COLUMN, continued, foot, masthead, pay_to_cells
from app.documents.wording import Words, addressed, heading, law, listed, words
from app.domain.ledger import EntryKind
from app.formatting import amount, identifier, iso, long_date, money, number_word, percent

_AMOUNT_RIGHT = 138.7
_PARTY_TOP = 39.1
_SIGNATURE_HEIGHT = 34.0


def render_plan(plan: PlanAgreement) -> bytes:
    """Return the agreement as PDF bytes; the same agreement always gives the same bytes."""
    title = heading(plan.country, plan.language, "plan")
    sheet = fitted(lambda tightness, pages: _set(plan, title, tightness, pages))
    return pdf(sheet.pages, About(f"{title} {plan.number}", plan.sender.name, plan.language))


def _set(plan: PlanAgreement, title: str, tightness: float, pages: int) -> Sheet:
    labels, texts = words("labels", plan.language), words("plan", plan.language)
    running = labels["continued"].format(heading=title, number=plan.number)
    sheet = Sheet(tightness, continued(running, lambda page: labels["page"].format(page=page, pages=pages)))
    made_on = long_date(plan.made_on, plan.language)
    masthead(sheet, plan.sender, title, texts["number"].format(made_on=made_on, number=plan.number))
    _parties(sheet, plan, labels, texts)
    sheet.paragraph([Run(_intro(plan, texts), BODY)], after=4.6)
    total = (texts["total"], money(plan.total, plan.language))
    sums(sheet, LEFT, _components(plan, labels, texts), total, style=STRONG)
    sheet.gap(7.9)
    _schedule(sheet, plan, texts)
    sheet.gap(8.5)
    for runs in _terms(plan, labels, texts):
        sheet.paragraph(runs, after=2.1)
    sheet.gap(10.5)
    _signatures(sheet, plan, texts)
    foot(sheet, plan.sender, labels)
    return sheet


def _parties(sheet: Sheet, plan: PlanAgreement, labels: Words, texts: Words) -> None:
    ends = []
    for x, role, party in ((LEFT, "creditor", plan.sender), (COLUMN, "payer", plan.recipient)):
        sheet.label(x, _PARTY_TOP, texts[role], LABEL)
        ends.append(_party(sheet, x, party, labels))
    sheet.y = max(ends) + 9.0 * sheet.tightness


def _party(sheet: Sheet, x: float, party: Sender | Recipient, labels: Words) -> float:
    """Put name, number and address of one side; return the last baseline."""
    is_person = isinstance(party, Recipient) and party.is_person
    number = identifier(party.identifier, party.country)
    said = labels["footer"]["personal_number" if is_person else "identifier"]
    rows = [(party.name, MEDIUM.bold)]
    rows += [(said.format(identifier=number), MEDIUM)] if number else []
    rows.append((", ".join(party.address), MEDIUM))
    y = _PARTY_TOP
    for text, style in rows:
        for line in wrap_text(text, style, 78):
            y += style.leading
            sheet.label(x, y, line, style)
    return y


def _intro(plan: PlanAgreement, texts: Words) -> str:
    count = len(plan.parts)
    agreed = texts["intro_one"] if count == 1 else texts["intro"]
    interest = texts["interest_during"][plan.interest_during]
    if plan.kept_interest:
        interest = f"{interest} {texts['interest_during']['held']}"
    return f"{agreed.format(parts=number_word(count, plan.language))} {interest}"


def _components(plan: PlanAgreement, labels: Words, texts: Words) -> list[tuple[str, str]]:
    rows = [
        (_component(part, plan, labels, texts), money(part.amount, plan.language)) for part in plan.components
    ]
    if plan.kept_interest:
        through = long_date(plan.parts[-1].due_on, plan.language)
        rates = listed([percent(rate, plan.language) for rate in plan.kept_rates_percent], plan.language)
        label = str(texts["components"]["kept_interest"]).format(through=through, rate=rates)
        rows.append((label, money(plan.kept_interest, plan.language)))
    return rows


def _component(part: Component, plan: PlanAgreement, labels: Words, texts: Words) -> str:
    """Return what one part of the debt is, with the section of law that gives it."""
    said = law(plan.country, plan.language)["components"]
    if part.kind is EntryKind.PRINCIPAL:
        form = "principal_one" if len(part.invoices) == 1 else "principal_many"
        return str(texts["components"][form].format(numbers=listed(part.invoices, plan.language)))
    if part.kind is EntryKind.LATE_INTEREST and plan.interest:
        key = "late_interest" if plan.interest.source is RateSource.STATUTORY else "late_interest_agreed"
        rates = [percent(rate, plan.language) for rate in plan.rates_percent]
        through = long_date(plan.interest.through, plan.language)
        sections = listed(plan.interest.sections, plan.language)
        return str(said[key].format(through=through, rate=listed(rates, plan.language), sections=sections))
    return str(said.get(part.kind) or labels["sums"][part.kind])


def _schedule(sheet: Sheet, plan: PlanAgreement, texts: Words) -> None:
    language = plan.language
    unit = money(plan.total, language).rpartition("\u00a0")[2]
    titles = {key: title.format(unit=unit) for key, title in texts["table"].items()}
    columns = [
        Column(titles["part"], LEFT, 16, bold=True),
        Column(titles["due_on"], 38.6, 60),
        Column(titles["amount"], _AMOUNT_RIGHT, 40, right=True),
        Column(titles["remaining"], RIGHT, 40, right=True),
    ]
    rows = [
        [str(part.number), iso(part.due_on), amount(part.amount, language), amount(part.remaining, language)]
        for part in plan.parts
    ]
    draw(sheet, columns, rows)
    sheet.keep(8.0)
    path = sheet.path("P")
    sheet.add(Text(LEFT, sheet.y + 5.8, texts["sum"], STRONG, path))
    sheet.add(Text(_AMOUNT_RIGHT, sheet.y + 5.8, amount(plan.total, language), STRONG, path, right=True))
    sheet.y += 8.0


def _terms(plan: PlanAgreement, labels: Words, texts: Words) -> list[list[Run]]:
    is_person = plan.recipient.is_person
    forms, leads = addressed(texts, is_person=is_person), texts["leads"]
    (account_kind, number), (reference_kind, reference) = pay_to_cells(plan.pay_to, labels)
    places = {
        "account_kind": account_kind,
        "account": number,
        "reference_kind": reference_kind,
        "reference": reference,
    }
    days = {
        "late_after": number_word(plan.late_after_days, plan.language),
        "settle_within": number_word(plan.settle_within_days, plan.language),
    }
    pay_lead = leads.get("pay_person", leads["pay"]) if is_person else leads["pay"]
    paragraphs = (
        (pay_lead, forms["pay"].format(**places)),
        (leads["late"], forms["late"].format(sender=plan.sender.name, **days)),
        (leads["other"], f"{texts['order'][plan.order]} {texts['made_twice']}"),
    )
    return [[Run(lead, MEDIUM.bold), Run(f" {text}", MEDIUM)] for lead, text in paragraphs]


def _signatures(sheet: Sheet, plan: PlanAgreement, texts: Words) -> None:
    """Put two columns to sign in, never apart from each other."""
    sheet.keep(_SIGNATURE_HEIGHT)
    for x, name in ((LEFT, plan.sender.name), (COLUMN, plan.recipient.name)):
        signer = wrap_text(texts["party"].format(name=name), MEDIUM.bold, 78)[0]
        sheet.label(x, sheet.y + 3.6, signer, MEDIUM.bold)
        for line, caption in ((14.0, texts["place_and_day"]), (28.5, texts["signature"])):
            sheet.add(Rule(x, sheet.y + line, x + 79.8, sheet.y + line, INK, 0.6))
            sheet.label(x, sheet.y + line + 3.6, caption, LABEL)
    sheet.y += _SIGNATURE_HEIGHT
