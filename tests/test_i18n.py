"""Several languages at once, and what a flawed catalogue does not do."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import catalogues
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import i18n

ROOT = Path(__file__).resolve().parent.parent
HEADER = catalogues.HEADER.format(language="sv", plural_forms="nplurals=2; plural=(n != 1);")
FLAWED = (
    HEADER
    + """msgid "Paid on {day}"
msgstr "Betald {date}"

msgid "Due on {day}"
msgstr "Förfaller {day"

msgid "Sent on {day}"
msgstr "Skickad {day}"

msgid "One letter to {name}"
msgid_plural "{n} letters to {name}"
msgstr[0] "Ett brev till {name}"
msgstr[1] "{n} brev till {namn}"

msgctxt "verb"
msgid "Call"
msgstr "Ring"

msgctxt "noun"
msgid "Call"
msgstr "Samtal"
"""
)


@pytest.fixture(autouse=True)
def language_of_the_screen() -> Iterator[None]:
    """Give the next test the language that this one found."""
    before = i18n.language()
    yield
    i18n.use(before)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a catalogue with flaws, in a folder like ours."""
    path = tmp_path / "sv" / "LC_MESSAGES" / "betalt.po"
    path.parent.mkdir(parents=True)
    path.write_text(FLAWED, encoding="utf-8")
    return path


def test_the_screen_changes_its_language_at_once() -> None:
    said = []
    for language in ("sv", "nb", "en"):
        i18n.use(language)
        said.append(
            (i18n.language(), i18n._("Act now"), i18n.ngettext("One thing today.", "{n} things today.", 2))
        )
    assert said == [
        ("sv", "Agera nu", "{n} saker i dag."),
        ("nb", "Gjør noe nå", "{n} ting i dag."),
        ("en", "Act now", "{n} things today."),
    ]


def test_a_letter_speaks_its_own_language_whatever_the_screen_does() -> None:
    i18n.use("sv")
    assert i18n.translator("nb").gettext("Disputed") == "Bestridt"
    assert i18n.translator("en").ngettext("One thing today.", "{n} things today.", 1) == "One thing today."
    assert i18n._("Disputed") == "Bestridd"


def test_an_unknown_language_is_a_mistake_of_ours_and_changes_nothing() -> None:
    i18n.use("nb")
    with pytest.raises(ValueError, match="fi"):
        i18n.use("fi")
    assert (i18n.language(), i18n._("Disputed")) == ("nb", "Bestridt")


def test_a_translation_with_other_places_is_not_used(source: Path) -> None:
    flawed = i18n.load(source)
    assert flawed.gettext("Paid on {day}") == "Paid on {day}"
    assert flawed.gettext("Due on {day}") == "Due on {day}"
    assert flawed.gettext("Sent on {day}") == "Skickad {day}"
    assert flawed.ngettext("One letter to {name}", "{n} letters to {name}", 1) == "Ett brev till {name}"
    assert flawed.ngettext("One letter to {name}", "{n} letters to {name}", 3) == "{n} letters to {name}"


def test_a_short_word_is_translated_by_its_context(source: Path) -> None:
    assert [i18n.load(source).pgettext(context, "Call") for context in ("verb", "noun", "card game")] == [
        "Ring",
        "Samtal",
        "Call",
    ]


def test_catalogues_are_compiled_only_when_their_source_is_newer(source: Path, tmp_path: Path) -> None:
    compiled = source.with_suffix(".mo")
    assert i18n.compile_catalogues(tmp_path) == [compiled]
    assert i18n.compile_catalogues(tmp_path) == []
    source.write_text(FLAWED.replace("Skickad", "Sänd"), encoding="utf-8")
    os.utime(compiled, ns=(0, 0))
    assert i18n.load(source).gettext("Sent on {day}") == "Sänd {day}"
    assert i18n.compile_catalogues(tmp_path) == [compiled]
    source.unlink()
    assert i18n.load(source).gettext("Sent on {day}") == "Sänd {day}"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("sv_SE.UTF-8", "sv"),
        ("sv-FI", "sv"),
        ("nb_NO", "nb"),
        ("nn_NO.UTF-8", "nb"),
        ("no", "nb"),
        ("Swedish_Sweden", "sv"),
        ("Norwegian Bokmål_Norway", "nb"),
        ("en_US.UTF-8", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
    ],
)
def test_the_systems_name_of_a_language_leads_to_ours(tag: str, language: str) -> None:
    assert i18n.language_of(tag) == language


def test_the_surroundings_ask_for_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LC_MESSAGES", "nb_NO.UTF-8")
    monkeypatch.setenv("LANG", "sv_SE.UTF-8")
    assert i18n.system_language() == "nb"


PIECES = st.sampled_from(["Paid", " on ", "{day}", "{amount:>8}", "{{", "}}", "é", "&File", "…"])


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_the_pseudo_language_is_longer_and_keeps_its_places(text: str) -> None:
    shown = i18n.pseudo(text)
    assert i18n.placeholders(shown) == i18n.placeholders(text)
    assert len(shown) >= len(text) * 1.35
    assert shown.format(day="1", amount="2").startswith("[")


def test_the_pseudo_language_can_be_used_like_any_other() -> None:
    i18n.use(i18n.PSEUDO_LANGUAGE)
    assert i18n._("Paid on {day}") == "[Påîd öñ {day}~~~~~]"
    assert i18n.ngettext("One day", "{n} days", 2) == "[{n} dåýš~~~]"


def test_words_and_figures_cost_no_babel_at_start(source: Path, tmp_path: Path) -> None:
    i18n.compile_catalogues(tmp_path)
    code = (
        "import pathlib, sys, app.formatting, app.i18n; "
        "words = app.i18n.load(pathlib.Path(sys.argv[1])); "
        "print(words.pgettext('noun', 'Call'), 'babel' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(source)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["Samtal", "False"]


# The catalogues


def tree(root: Path, code: str) -> Path:
    """Make a source tree of one module."""
    for folder in catalogues.FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "app" / "page.py").write_text(code, encoding="utf-8")
    return root


CODE = """
# Translators: on a button
title = _("Pay")
text = ngettext("One day", "{n} days", n)
word = pgettext("verb", "Call")
LATER = N_("Later")
letter = translator.gettext("Dear {name}")
plain = print("not for people")
"""


def test_every_marked_text_is_found_with_its_remark(tmp_path: Path) -> None:
    found = catalogues.extract(tree(tmp_path, CODE))
    assert {(message.context, str(message.id)) for message in catalogues.texts(found)} == {
        (None, "Pay"),
        (None, "('One day', '{n} days')"),
        ("verb", "Call"),
        (None, "Later"),
        (None, "Dear {name}"),
    }
    message = found.get("Pay")
    assert message is not None
    assert message.auto_comments == ["on a button"]


def test_an_update_keeps_translations_and_brings_back_what_was_set_aside(tmp_path: Path) -> None:
    def update(code: str) -> str:
        merged = catalogues.merge(
            catalogues.extract(tree(tmp_path, code)), catalogues.read("sv", tmp_path), "sv"
        )
        catalogues.write(merged, "sv", tmp_path)
        return path.read_text(encoding="utf-8")

    path = catalogues.path_of("sv", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + '# from the bank\nmsgid "Pay"\nmsgstr "Betala"\n', encoding="utf-8")
    first = update(CODE)
    assert '# from the bank\n#. on a button\nmsgid "Pay"\nmsgstr "Betala"\n' in first
    assert 'msgid "Later"\nmsgstr ""\n' in first
    assert "page.py" not in first
    assert update(CODE) == first

    assert '#~ msgid "Pay"\n#~ msgstr "Betala"\n' in update('_("Later")')
    assert 'msgid "Pay"\nmsgstr "Betala"\n' in update(CODE)


@pytest.mark.parametrize(
    ("translation", "problem"),
    [
        ('msgid "Paid on {day}"\nmsgstr "Betald {day}"', None),
        ('msgid "Paid on {day}"\nmsgstr "Betald {dag}"', "other places than the English text"),
        ('msgid "Paid on {day}"\nmsgstr ""', "not translated"),
        ('msgid "Paid"\nmsgstr "Betald"', "not translated"),
        ('#, fuzzy\nmsgid "Paid on {day}"\nmsgstr "Betald {day}"', "only guessed"),
        ('msgctxt "x"\nmsgid "Paid on {day}"\nmsgstr "Betald {day}"', "not translated"),
    ],
)
def test_a_check_says_what_is_missing(tmp_path: Path, translation: str, problem: str | None) -> None:
    path = catalogues.path_of("sv", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(f"{HEADER}{translation}\n", encoding="utf-8")
    found = catalogues.extract(tree(tmp_path, '_("Paid on {day}")'))
    said = list(catalogues.problems(found, catalogues.read("sv", tmp_path)))
    assert said == ([f"{problem}: 'Paid on {{day}}'"] if problem else [])


def test_one_can_be_said_in_words_but_many_needs_its_number(tmp_path: Path) -> None:
    path = catalogues.path_of("sv", tmp_path)
    path.parent.mkdir(parents=True)
    found = catalogues.extract(tree(tmp_path, 'ngettext("{n} day", "{n} days", n)'))
    counted = 'msgid "{{n}} day"\nmsgid_plural "{{n}} days"\nmsgstr[0] "{one}"\nmsgstr[1] "{many}"\n'
    for one, many, fine in [
        ("{n} dag", "{n} dagar", True),
        ("en dag", "{n} dagar", True),
        ("en dag", "dagar", False),
        ("en dag", "", False),
    ]:
        path.write_text(HEADER + counted.format(one=one, many=many), encoding="utf-8")
        assert (not list(catalogues.problems(found, catalogues.read("sv", tmp_path)))) == fine


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_every_text_in_the_code_is_translated(language: str) -> None:
    missing = list(catalogues.problems(catalogues.extract(), catalogues.read(language)))
    assert not missing, "\n".join([f"{len(missing)} texts in {language}:", *missing])


def marked_texts() -> Iterator[tuple[Path, ast.Call]]:
    """Yield each call that marks a text for translation."""
    for path in sorted(path for folder in catalogues.FOLDERS for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node, "func", None)
            if (
                isinstance(node, ast.Call)
                and getattr(name, "id", getattr(name, "attr", "")) in catalogues.KEYWORDS
            ):
                yield path, node


def is_glued(part: ast.expr) -> bool:
    """Say whether a text is put together where it should stand whole."""
    if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
        return part.func.attr in ("format", "join", "replace")
    return isinstance(part, ast.JoinedStr | ast.BinOp)


def test_no_marked_text_is_glued_together_before_it_is_translated() -> None:
    glued = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, call in marked_texts()
        if any(is_glued(part) for part in call.args[:2])
    ]
    assert not glued, f"a translator never sees these: {glued}"


def test_a_paper_speaks_its_own_language_while_the_screen_and_other_threads_keep_theirs() -> None:
    i18n.use("sv")
    with i18n.speaking("nb"), ThreadPoolExecutor() as elsewhere:
        assert (i18n.language(), i18n.gettext("Undo")) == ("nb", "Angre")
        assert elsewhere.submit(i18n.gettext, "Undo").result() == "Ångra"
    assert (i18n.language(), i18n.gettext("Undo")) == ("sv", "Ångra")


def test_a_language_that_we_do_not_have_is_refused_before_anything_is_said() -> None:
    i18n.use("sv")
    with pytest.raises(ValueError, match="da"), i18n.speaking("da"):
        pass
    assert i18n.language() == "sv"
