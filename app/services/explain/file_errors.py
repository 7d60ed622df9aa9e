"""The words for what files, disks and folders answer: nothing is lost, and what to do next."""

from __future__ import annotations

from app import keychain
from app.domain.errors import BetaltError
from app.domain.file_key import SHORTEST_PASSPHRASE, PassphraseTooShortError
from app.domain.recovery_words import ROWS, WORDS_IN_ROW, RecoveryWordsError
from app.i18n import _, ngettext
from app.importers import problems
from app.importers.mapping import UnknownColumnError
from app.importers.trouble import UnreadableFileError
from app.preferences import PreferencesNotSavedError
from app.statutes.table_file import TableFileError
from app.storage import errors as storage
from app.storage.instance_lock import InUseError


def said(err: BetaltError) -> str:
    """Return the words for trouble with a file; empty when the error is of another kind."""
    match err:
        case storage.KeyNeededError() | storage.OtherKeyError() | storage.WrongKeyError():
            return _of_key(err)
        case keychain.KeyringTroubleError():
            return _of_keyring(err)
        case RecoveryWordsError() | PassphraseTooShortError():
            return _of_typed_key(err)
        case storage.FileTroubleError():
            return _of_database(err)
        case UnreadableFileError():
            return problems.trouble(err)
        case UnknownColumnError():
            return _("There is no column {name} in the file. Choose another one.").format(name=err.name)
        case TableFileError():
            said = _(
                "The table of law {file} is damaged. Install the app again; your own data are untouched."
            )
            return said.format(file=err.file)
        case PreferencesNotSavedError():
            return _(
                "Your choices could not be saved, because their folder cannot be written. Free it and retry."
            )
    return ""


def _of_key(err: BetaltError) -> str:
    match err:
        case storage.KeyNeededError(by_passphrase=True):
            return _("The file is locked. Type its passphrase, or the words of the recovery sheet.")
        case storage.KeyNeededError():
            return _("The key of the file is not on this computer. Type the words of the recovery sheet.")
        case storage.OtherKeyError():
            return _("These words belong to another file, or to an older key. Take the latest sheet.")
    return _("That does not open the file. Check capital letters and keyboard, and type it again.")


def _of_keyring(err: BetaltError) -> str:
    match err:
        case keychain.KeyringAbsentError():
            return _(
                "This computer keeps no keys. Type the words of the recovery sheet, or use a passphrase."
            )
        case keychain.KeyringLockedError():
            return _("The keyring of the computer is locked. Unlock it, or type the words of the sheet.")
    return _("The keyring of the computer does not answer. Type the words of the recovery sheet.")


def _of_typed_key(err: BetaltError) -> str:
    match err:
        case PassphraseTooShortError():
            said = ngettext(
                "Use at least {n} character, such as four words that have nothing to do with each other.",
                "Use at least {n} characters, such as four words that have nothing to do with each other.",
                SHORTEST_PASSPHRASE,
            )
            return said.format(n=SHORTEST_PASSPHRASE)
        case RecoveryWordsError(row=0):
            said = ngettext(
                "The sheet has {all} words, and {n} is here.", "The sheet has {all} words, and {n} are here.",
                err.count,
            )  # fmt: skip
            return said.format(all=ROWS * WORDS_IN_ROW, n=err.count)
        case RecoveryWordsError():
            return _("Row {n} does not fit. Compare it with the sheet letter by letter.").format(n=err.row)
    return ""


def _of_database(err: storage.FileTroubleError) -> str:
    match err:
        case InUseError() if err.computer:
            said = _("The file is open on {computer}. Close Betalt there first, and then open it here.")
            return said.format(computer=err.computer)
        case InUseError():
            return _("The file is open in another window of Betalt already. Go on there.")
        case storage.LockedFileError():
            return _("The file is open in another program. Close it there and try again.")
        case storage.DiskFullError():
            return _("The disk is full, so nothing was saved. Free some space and try again.")
        case storage.ReadOnlyFileError():
            return _("The file cannot be written here. Allow writing, or choose another folder.")
        case storage.ForeignFileError():
            return _("This file was not made by Betalt. Nothing in it was changed; choose another file.")
        case storage.NewerFileError():
            return _("A newer version of Betalt made this file. Install that version to open it.")
        case storage.DamagedFileError():
            return _("Parts of the file cannot be read. Restore the latest backup; nothing was changed.")
    return _("The file cannot be used right now. Nothing was changed; try again.")
