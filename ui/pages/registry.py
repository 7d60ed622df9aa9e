"""Which class shows which place; a page is imported when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from ui.pages.page import Page, Panel
from ui.view_models import places
from ui.view_models.places import Place
from ui.view_models.workplace import Subject, Workplace

PAGES: dict[type, tuple[str, str]] = {
    places.Today: ("today_page", "TodayPage"),
    places.Invoices: ("invoices_page", "InvoicesPage"),
    places.Customers: ("customers_page", "CustomersPage"),
    places.CustomerPlace: ("customer_page", "CustomerPage"),
    places.Plans: ("plans_page", "PlansPage"),
    places.Letters: ("letters_page", "LettersPage"),
    places.Insights: ("insights_page", "InsightsPage"),
    places.Asking: ("asking_page", "AskingPage"),
    places.Settings: ("settings_page", "SettingsPage"),
    places.Rates: ("rates_page", "RatesPage"),
    places.Policy: ("policy_page", "PolicyPage"),
    places.InvoicePlace: ("invoice_page", "InvoicePage"),
    places.LetterPlace: ("letter_page", "LetterPage"),
    places.BatchPlace: ("batch_page", "BatchPage"),
    places.StoredLetterPlace: ("stored_letter_page", "StoredLetterPage"),
    places.PlanPlace: ("plan_page", "PlanPage"),
    places.HandOverPlace: ("hand_over_page", "HandOverPage"),
    places.Partners: ("partners_page", "PartnersPage"),
    places.ImportPlace: ("import_page", "ImportPage"),
    places.Matching: ("matching_page", "MatchingPage"),
    places.NewInvoicePlace: ("new_invoice_page", "NewInvoicePage"),
    places.Restore: ("restore_page", "RestorePage"),
    places.Unlock: ("unlock_page", "UnlockPage"),
    places.FirstRun: ("first_run_page", "FirstRunPage"),
}
PANELS = {
    "call": ("call_panel", "CallPanel"),
    "payment": ("payment_panel", "PaymentPanel"),
    "snooze": ("snooze_panel", "SnoozePanel"),
    "dispute": ("dispute_panel", "DisputePanel"),
    "note": ("note_panel", "NotePanel"),
    "write_off": ("write_off_panel", "WriteOffPanel"),
    "facts": ("facts_panel", "FactsPanel"),
    "allowed": ("allowed_panel", "AllowedPanel"),
    "reason": ("reason_panel", "ReasonPanel"),
    "proof": ("proof_panel", "ProofPanel"),
    "partner_paid": ("hand_over_status", "RecoveredPanel"),
    "history": ("history_panel", "HistoryPanel"),
    "persons": ("customer_persons", "PersonsPanel"),
    "wishes": ("customer_wishes", "WishesPanel"),
    "lock": ("lock_panel", "LockPanel"),
    "log": ("log_panel", "LogPanel"),
    "help": ("help_text_panel", "HelpTextPanel"),
    "keys": ("help_panel", "HelpPanel"),
    "commands": ("commands_panel", "CommandsPanel"),
}


def make_page(place: Place, workplace: Workplace) -> Page:
    """Return a new page for a kind of place; its `open(place)`, where it has one, says which."""
    module, name = PAGES[type(place)]
    page: Page = getattr(import_module(f"ui.pages.{module}"), name)(workplace)
    return page


def loaders() -> list[Callable[[], object]]:
    """Return what imports each page and panel, so that the first to be opened is as quick as the next."""
    modules = (module for module, _name in (*PAGES.values(), *PANELS.values()))
    return [partial(import_module, f"ui.pages.{module}") for module in modules]


def make_panel(name: str, workplace: Workplace, subject: Subject) -> Panel:
    """Return a new side panel about someone."""
    module, class_name = PANELS[name]
    panel: Panel = getattr(import_module(f"ui.pages.{module}"), class_name)(workplace, subject)
    panel.setObjectName(name)
    panel.about = subject
    return panel
