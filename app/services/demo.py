"""The example: a file full of invented customers, so that the app can be tried before anything is read in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.party import Address, Firm, OwnAccount
from app.i18n import language
from app.resources import resource
from app.services.demo_days import Days, ToldClock
from app.services.demo_story import Stage, Told, acts
from app.services.desk import Desk
from app.services.errors import NoDemoError, NotFreshError
from app.services.explain.words import use_home
from app.storage.errors import driver_trouble
from app.storage.firm import read_firm, read_setting, write_firm, write_setting
from app.storage.work_facts import has_invoices

SETTING = "demo"
_FIRM_SETTING = "demo_firm"
_READ_THROUGH = "bank_read_through"


@dataclass(frozen=True, slots=True)
class DemoFilled:
    """How much the example brought."""

    customers: int
    invoices: int


def fill(desk: Desk, *, country: str = "") -> DemoFilled:
    """Fill a fresh database with the example, as if it had been kept for years until today.

    `country` is `SE` or `NO`; else that of the firm, else the one that goes with the language of the screen.
    A firm that the user has named already stays; the letters of the story are still by the invented one,
    since its own may lack an account.

    Raises:
        NotFreshError: There are invoices already; nothing is added.
    """
    connection = desk.database.connection
    if has_invoices(connection):
        raise NotFreshError
    known = read_firm(connection)
    home = country or (known.country if known else "NO" if language() == "nb" else "SE")
    told = tomllib.loads(resource("demo", f"{home.lower()}.toml").read_text(encoding="utf-8"))
    clock = ToldClock(desk.today())
    stage = Stage(_turned_by_hand(desk, clock), Days(desk.today(), home), home)
    _prepare(stage, _firm(told["firm"]), own=known is not None)
    story = [act for who in told["customer"] for act in acts(stage, who)]
    for act in sorted(story, key=lambda each: each.on):
        clock.turn_to(act.on)
        act.do()
    if known:
        _name(stage.desk, known)
    return DemoFilled(len(stage.customers), len(stage.cases))


def _turned_by_hand(desk: Desk, clock: ToldClock) -> Desk:
    """Return a desk with the same file and another clock."""
    other = replace(desk, clock=clock)
    other.database = desk.database
    return other


def _prepare(stage: Stage, firm: Firm, *, own: bool) -> None:
    with stage.desk.begin() as work:
        write_firm(work, firm)
        write_setting(work, SETTING, "yes")
        write_setting(work, _FIRM_SETTING, "own" if own else "invented")
        write_setting(work, _READ_THROUGH, stage.days.day("-1b").isoformat())
        work.commit()
    use_home(firm.country)


def _name(desk: Desk, firm: Firm) -> None:
    with desk.begin() as work:
        write_firm(work, firm)
        work.commit()


def _firm(told: Told) -> Firm:
    accounts = tuple(OwnAccount(kind, number) for kind, number in told["accounts"].items())
    names = ("name", "country", "identifier", "phone", "email", "vat_note")
    plain = {name: told.get(name, "") for name in names}
    return Firm(**plain, address=Address(*told["address"]), accounts=accounts)


def start_for_real(desk: Desk) -> Path:
    """Put the example aside and let the desk begin a fresh file; a firm that the user has named comes along.

    Other threads have to have let go of the file. Returns where the example lies now.

    Raises:
        NoDemoError: The file does not hold the example; nothing is put aside.
        FileTroubleError: The file cannot be moved.
    """
    connection = desk.database.connection
    if not read_setting(connection, SETTING):
        raise NoDemoError
    own = read_firm(connection) if read_setting(connection, _FIRM_SETTING) == "own" else None
    aside = _free_name(desk.path)
    _move(desk, aside)
    if own:
        _name(desk, own)
    return aside


def _free_name(path: Path) -> Path:
    """Return `betalt.example.db` beside `betalt.db`, with a number where there is one already."""
    names = (f"{path.stem}.example{f'-{n}' if n else ''}{path.suffix}" for n in range(1_000_000))
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def _move(desk: Desk, aside: Path) -> None:
    """Rename the file and what the driver keeps beside it, and let the desk open the old name anew."""
    with driver_trouble(desk.path):
        desk.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        desk.database.close()
        del desk.database
        for ending in ("", "-wal", "-shm"):
            beside = desk.path.with_name(f"{desk.path.name}{ending}")
            if beside.exists():
                beside.replace(aside.with_name(f"{aside.name}{ending}"))
        desk.database  # noqa: B018 - made here, so that trouble shows at once
