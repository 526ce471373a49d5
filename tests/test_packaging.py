"""What a user installs: the wheel with all its data, and locks that pin and hash every dependency."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PYTHONS = ("3.11.2", "3.12.0", "3.13.0")
"""The oldest and newest that must install; 3.11.2 is Debian 12's."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    """Return the names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def pins(lock: str) -> dict[str, Version]:
    """Return the locked versions by normalised name."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+) \\$", (ROOT / lock).read_text(encoding="utf-8"), re.M)
    return {canonicalize_name(name): Version(version) for name, version in found}


def test_nothing_but_the_package_stands_at_the_top(names: list[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert tops == {"auditor", f"auditor-{PROJECT['version']}.dist-info"}


def test_the_wheel_carries_every_lexicon(names: list[str]) -> None:
    ours = {f"auditor/lexicons/{p.name}" for p in (ROOT / "lexicons").glob("*.toml")}
    assert ours
    assert {n for n in names if n.startswith("auditor/lexicons/")} == ours


def test_the_wheel_carries_every_file_of_the_package(names: list[str]) -> None:
    files = {p.relative_to(ROOT).as_posix() for p in (ROOT / "auditor").rglob("*") if p.is_file()}
    wanted = {f for f in files if "__pycache__" not in f and not f.startswith("auditor/lexicons/")}
    assert {"auditor/py.typed", "auditor/report/report-schema-1.json"} <= wanted
    assert any(f.startswith("auditor/report/templates/") for f in wanted)
    assert wanted <= set(names)


def test_the_installed_package_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    page = tmp_path / "page.txt"
    page.write_text("Talk to your doctor. Baclofen is not addictive.\n", encoding="utf-8")
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1));"
        "import auditor, auditor.cli; assert auditor.__file__.startswith(sys.path[0]), auditor.__file__;"
        "auditor.cli.main()"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "site"), "check", "page.txt", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert '"source": "page.txt"' in done.stdout


def test_the_command_and_its_metadata_are_declared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        folder = f"auditor-{PROJECT['version']}.dist-info"
        said = archive.read(f"{folder}/METADATA").decode()
        commands = archive.read(f"{folder}/entry_points.txt").decode()
    assert "auditor = auditor.cli:main" in commands
    assert "License-Expression: MIT" in said
    assert re.search(r"^Requires-Python: <3\.14,>=3\.11$", said, re.M)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_and_hashed(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^#.*\n", "", text, flags=re.M))
    entries = [e for e in entries if e.strip()]
    assert len(entries) == len(pins(lock)) > 20
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_nothing_heavy(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|@ |--(?:extra-)?index|--find-links|--trusted-host|file:/", text)
    assert {"torch", "transformers", "pandas", "pyspark", "pyarrow"}.isdisjoint(pins(lock))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_satisfies_what_the_project_asks_for(lock: str) -> None:
    asked = list(PROJECT["dependencies"]) + (PROJECT["optional-dependencies"]["dev"] if "dev" in lock else [])
    locked = pins(lock)
    for requirement in map(Requirement, asked):
        name = canonicalize_name(requirement.name)
        assert name in locked, f"{name} is not in {lock}; run `make lock`"
        assert locked[name] in requirement.specifier, f"{name} {locked[name]} in {lock}; run `make lock`"


def test_both_locks_agree() -> None:
    runtime, dev = (pins(lock) for lock in LOCKS)
    assert runtime.items() <= dev.items()


def test_locked_packages_install_on_every_supported_python() -> None:
    for name, version in pins("requirements-dev.lock").items():
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if Version(found.version) == version:
            needed = SpecifierSet(found.metadata["Requires-Python"] or "")
            assert all(python in needed for python in PYTHONS), f"{name} {version} needs Python {needed}"
