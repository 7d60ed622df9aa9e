"""The user's choices come back as they were, and a broken file never keeps the window shut."""

import json
import os
import stat
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import preferences
from app.preferences import Preferences, PreferencesNotSavedError

CHOICES = st.builds(
    Preferences,
    language=st.sampled_from(["sv", "nb", "en", None]),
    colour_scheme=st.sampled_from(["system", "light", "dark"]),
    text_scale_percent=st.integers(90, 200),
    density=st.sampled_from(["roomy", "compact"]),
    window_geometry=st.text(st.characters(codec="ascii")),
    call_timer_hidden=st.booleans(),
    folded_panels=st.frozensets(st.sampled_from(["say", "history", "remember"])),
    last_folder=st.sampled_from(["", "Fakturor/Åre", "C:/Räkningar"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOICES)
def test_every_choice_survives_the_round_trip(tmp_path: Path, chosen: Preferences) -> None:
    preferences.save(chosen, tmp_path)
    assert preferences.load(tmp_path) == chosen


def test_before_the_first_choice_everything_has_its_default(tmp_path: Path) -> None:
    assert preferences.load(tmp_path / "nowhere") == Preferences()
    assert Preferences().language is None


def test_without_a_named_folder_the_platforms_own_is_used(home: Path) -> None:
    preferences.save(Preferences(language="nb"))
    assert preferences.load().language == "nb"
    assert preferences.default_folder().is_relative_to(home)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '"sv"', '{"language": "sv"', "\x00\x01"])
def test_a_broken_file_is_kept_aside(tmp_path: Path, content: str) -> None:
    (tmp_path / "preferences.json").write_text(content, encoding="utf-8")
    assert preferences.load(tmp_path) == Preferences()
    assert (tmp_path / "preferences.json.broken").read_text(encoding="utf-8") == content
    preferences.save(Preferences(language="sv"), tmp_path)
    assert preferences.load(tmp_path).language == "sv"


def test_bytes_that_are_no_text_are_kept_aside(tmp_path: Path) -> None:
    (tmp_path / "preferences.json").write_bytes(b"\xff\xfe\x00{")
    assert preferences.load(tmp_path) == Preferences()
    assert (tmp_path / "preferences.json.broken").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "fi"),
        ("language", ["sv"]),
        ("colour_scheme", None),
        ("text_scale_percent", 89),
        ("text_scale_percent", 201),
        ("text_scale_percent", True),
        ("text_scale_percent", "110"),
        ("density", "airy"),
        ("window_geometry", 7),
        ("call_timer_hidden", 1),
        ("folded_panels", "say"),
        ("folded_panels", [1]),
        ("last_folder", None),
    ],
)
def test_one_choice_that_cannot_be_read_does_not_lose_the_others(
    tmp_path: Path, name: str, value: object
) -> None:
    other = "density" if name == "colour_scheme" else "colour_scheme"
    kept = {"density": "compact", "colour_scheme": "dark"}[other]
    content = json.dumps({name: value, other: kept, "from a later version": 1})
    (tmp_path / "preferences.json").write_text(content, encoding="utf-8")
    assert asdict(preferences.load(tmp_path)) == asdict(Preferences()) | {other: kept}


def test_every_choice_is_checked_when_it_is_read(tmp_path: Path) -> None:
    content = json.dumps({field.name: {"no": "choice"} for field in fields(Preferences)})
    (tmp_path / "preferences.json").write_text(content, encoding="utf-8")
    assert preferences.load(tmp_path) == Preferences()


def test_choices_that_cannot_be_stored_say_where_and_leave_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    preferences.save(Preferences(language="sv"), tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PreferencesNotSavedError) as caught:
        preferences.save(replace(Preferences(), language="nb"), tmp_path)
    assert (caught.value.path, caught.value.reason.errno) == (tmp_path / "preferences.json", 28)
    assert preferences.load(tmp_path).language == "sv"
    assert [path.name for path in tmp_path.iterdir()] == ["preferences.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no mode bits")
def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    preferences.save(Preferences(), tmp_path)
    assert stat.S_IMODE((tmp_path / "preferences.json").stat().st_mode) == 0o600
