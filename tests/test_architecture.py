"""Promises of the whole house that neither ruff nor the import contracts can hold."""

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import ui
from ui.guarded import guarded

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("app", "ui", "resources", "packaging", "tests", ".ci")

# Each costs 0.1 to 0.8 s, which the first paint cannot spare.
HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "reportlab",
    "keyring",
    "pypdfium2",
    "pikepdf",
    "openpyxl",
    "holidays",
}

FORBIDDEN_WORDS = {
    "a path of one machine": re.compile(
        r"(?<![\w./:>-])/(?:home|root|work|Users|tmp|opt|mnt|srv)/\w|[A-Z]:\\Users\\"
    ),
    "the address of a package registry": re.compile(
        r"files\.pythonhosted|pypi\.org|registry\.npmjs|\.pkg\.dev"
    ),
    "a note of unfinished work": re.compile(r"\b(?:T[O]DO|F[I]XME)\b"),
}


# Overrides of Qt virtuals


def unguarded_overrides(cls: type) -> list[str]:
    """Return the methods of a class that carry a name of Qt's own and no guard."""
    qt_bases = [base for base in cls.__mro__[1:] if base.__module__.startswith("PySide6")]
    return [
        f"{cls.__module__}.{cls.__qualname__}.{name}"
        for name, member in vars(cls).items()
        if inspect.isfunction(member) and not name.startswith("__")
        if any(hasattr(base, name) for base in qt_bases)
        if member.__code__.co_filename != guarded.__code__.co_filename
    ]


def window_modules() -> list[str]:
    """Return the name of every module of the window."""
    return sorted(found.name for found in pkgutil.walk_packages(ui.__path__, "ui."))


@pytest.mark.parametrize("name", window_modules())
def test_every_override_of_a_qt_virtual_is_guarded(name: str) -> None:
    classes = vars(importlib.import_module(name)).values()
    own = [cls for cls in classes if inspect.isclass(cls) and cls.__module__ == name]
    bare = [override for cls in own for override in unguarded_overrides(cls)]
    assert not bare, f"wear @guarded(…), or take a name that Qt does not know: {bare}"


class Bare(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        raise NotImplementedError


class Guarded(QWidget):
    @guarded(None)
    def paintEvent(self, event: QPaintEvent) -> None:
        raise NotImplementedError

    def ageing(self) -> None:
        """Not a name of Qt's."""


class Descendant(Guarded):
    def sizeHint(self) -> QSize:
        return QSize(1, 1)


class BareModel(QAbstractListModel):
    def rowCount(self, parent: object = None) -> int:
        return 0


@pytest.mark.parametrize(
    ("cls", "names"),
    [(Bare, ["paintEvent"]), (Guarded, []), (Descendant, ["sizeHint"]), (BareModel, ["rowCount"])],
)
def test_an_unguarded_override_is_found(cls: type, names: list[str]) -> None:
    assert [override.rpartition(".")[2] for override in unguarded_overrides(cls)] == names


# What the window imports before it is seen


def imported_at_once(source: str) -> set[str]:
    """Return the top-level packages that a module imports when it is imported itself."""
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.partition(".")[0])
        elif not (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or _for_types_only(node)
        ):
            waiting.extend(ast.iter_child_nodes(node))
    return found


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "ui").rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_the_window_imports_nothing_heavy_before_it_is_seen(path: Path) -> None:
    assert not imported_at_once(path.read_text(encoding="utf-8")) & HEAVY


@pytest.mark.parametrize(
    ("source", "packages"),
    [
        ("import reportlab.pdfgen", {"reportlab"}),
        ("try:\n    from openpyxl import load_workbook\nexcept ImportError: pass", {"openpyxl"}),
        ("class A:\n    import keyring", {"keyring"}),
        ("def later():\n    import sqlmodel", set()),
        ("if TYPE_CHECKING:\n    import alembic", set()),
        ("from . import theme", set()),
    ],
)
def test_only_imports_made_at_once_are_counted(source: str, packages: set[str]) -> None:
    assert imported_at_once(source) == packages


# What stands in our files


def our_texts() -> Iterator[tuple[str, str]]:
    """Yield path and text of everything we wrote, in whatever encoding; pictures and fonts have no words."""
    top = [path for path in ROOT.iterdir() if path.is_file() and path.name != "LICENSE"]
    below = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    for path in top + below:
        if "__pycache__" not in path.parts and b"\0" not in (content := path.read_bytes()):
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("what", FORBIDDEN_WORDS)
def test_no_file_holds(what: str) -> None:
    pattern = FORBIDDEN_WORDS[what]
    found = [f"{path}: {hit.group()}" for path, text in our_texts() for hit in pattern.finditer(text)]
    assert not found


@pytest.mark.parametrize(
    ("what", "text", "found"),
    [
        ("a path of one machine", "open('{}home/me/x')".format("/"), True),
        ("a path of one machine", "https://example.org/home/me", False),
        ("the address of a package registry", "https://{}/simple".format("pypi." + "org"), True),
        ("a note of unfinished work", "# {}: later".format("TO" + "DO"), True),
        ("a note of unfinished work", "att göra: {}".format("to" + "do"), False),
    ],
)
def test_a_forbidden_word_is_found(what: str, text: str, found: bool) -> None:
    assert bool(FORBIDDEN_WORDS[what].search(text)) == found


# The Qt we build on


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot die since Python 3.12")
def test_qt_calls_do_not_wear_none_out(qtbot: QtBot) -> None:
    # PySide6 6.12.0 drops a reference to None at every call and ends the process after some 7 000 of them.
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(5_000):
        label.setText("x")
    assert sys.getrefcount(None) > before - 100
