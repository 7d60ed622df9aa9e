"""The words for what files, disks and folders answer: nothing is lost, and what to do next."""

from __future__ import annotations

from app.domain.errors import BetaltError
from app.i18n import _
from app.importers import problems
from app.importers.mapping import UnknownColumnError
from app.importers.trouble import UnreadableFileError
from app.preferences import PreferencesNotSavedError
from app.statutes.table_file import TableFileError
from app.storage import errors as storage


def said(err: BetaltError) -> str:
    """Return the words for trouble with a file; empty when the error is of another kind."""
    match err:
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


def _of_database(err: storage.FileTroubleError) -> str:
    match err:
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
