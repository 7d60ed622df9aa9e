"""The bundle: it holds what is imported by name alone, and its sums tell two of them apart."""

from pathlib import Path

import bundle

from ui.pages import registry


def test_every_module_that_is_imported_by_its_name_comes_along() -> None:
    pages = {f"ui.pages.{module}" for module, _name in (*registry.PAGES.values(), *registry.PANELS.values())}
    assert len(pages) > 20
    assert {*pages, "app.cli.keeping", "app", "ui.launch"} <= set(bundle.modules())


def test_the_scripts_of_the_schema_come_as_files(tmp_path: Path) -> None:
    asked = list(bundle.options(tmp_path))
    assert not [each for each in asked if "hidden-import=app.storage.migrations" in each]
    copied = sorted(path.name for path in (tmp_path / "migrations").rglob("*.py"))
    assert copied == sorted(path.name for path in bundle.SCRIPTS.rglob("*.py"))


def test_the_sums_tell_what_is_the_same(tmp_path: Path) -> None:
    for name, text in (("one", "a"), ("two", "a"), ("three", "b")):
        (tmp_path / name / "inner").mkdir(parents=True)
        (tmp_path / name / "inner" / "file").write_text(text, encoding="utf-8")
        (tmp_path / name / "link").symlink_to("inner/file")
    one, two, three = (bundle.sums(tmp_path / name) for name in ("one", "two", "three"))
    assert one == two != three
    assert one["link"] == "-> inner/file"
