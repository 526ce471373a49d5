"""The configuration: where it is found, what it may say, and errors that name file, key and fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.config import Config, ReadabilityTargets, Site, covers, discover, load_config
from auditor.errors import ConfigError


def write(path: Path, text: str) -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_the_defaults() -> None:
    assert load_config(None) == Config()


def test_every_option_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "auditor.toml",
        'select = ["CIT"]\nignore = ["RDB002"]\nfail-on = "warning"\nmin-confidence = "high"\nexclude = ["old/**"]\n'
        'lexicons = ["words"]\nmax-bytes = 1000\nmax-words = 10\n[per-file-ignores]\n"a.md" = ["LNG001"]\n'
        '[site]\nlines = ["Call 988."]\nhosts = ["example.org"]\nauthority = true\n'
        "[readability]\ntarget-grade = 9\nlong-sentence-words = 30\n",
    )
    assert load_config(path) == Config(
        select=("CIT",),
        ignore=("RDB002",),
        fail_on="warning",
        min_confidence="high",
        exclude=("old/**",),
        lexicons=(tmp_path / "words",),
        max_bytes=1000,
        max_words=10,
        per_file_ignores={"a.md": ("LNG001",)},
        site=Site(("Call 988.",), ("example.org",), True),
        readability=ReadabilityTargets(9.0, 30),
    )


def test_underscores_do_as_well_as_dashes(tmp_path: Path) -> None:
    assert load_config(write(tmp_path / "auditor.toml", 'fail_on = "info"\n')).fail_on == "info"


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert discover(inner) is None or not discover(inner).is_relative_to(tmp_path)  # type: ignore[union-attr]
    outer = write(tmp_path / "pyproject.toml", "[tool.auditor]\n")
    assert discover(inner) == outer
    write(tmp_path / "a" / "pyproject.toml", "[tool.other]\n")
    assert discover(inner) == outer
    near = write(tmp_path / "a" / "auditor.toml", "")
    assert discover(inner) == near


def test_auditor_toml_goes_before_pyproject_toml(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.auditor]\n")
    own = write(tmp_path / "auditor.toml", "")
    assert discover(tmp_path) == own


def test_pyproject_toml_is_read_from_its_table(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[project]\nname = "x"\n[tool.auditor]\nfail-on = "never"\n')
    assert load_config(path).fail_on == "never"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail_onn = "error"', "unknown key 'fail_onn'; did you mean 'fail-on'?"),
        ("zzz = 1", "unknown key 'zzz'; known are select"),
        ("[readability]\ntarget = 8", "unknown key readability.'target'; did you mean readability.'target-grade'?"),
        ('fail-on = "fatal"', "fail-on is 'fatal'; it can be error, warning, info, never"),
        ('min-confidence = "sure"', "min-confidence is 'sure'; it can be high, medium, low"),
        ('select = "CIT001"', "select must be a list of strings"),
        ("select = [1]", "select must be a list of strings"),
        ('max-bytes = "big"', "max-bytes must be a whole number"),
        ("max-bytes = true", "max-bytes must be a whole number"),
        ("max-words = 0", "max-words must be greater than 0"),
        ("max-bytes = -5", "max-bytes must be greater than 0"),
        ("[readability]\ntarget-grade = nan", "target-grade must be greater than 0"),
        ('[readability]\ntarget-grade = "8"', "readability.target-grade must be a number"),
        ("[site]\nauthority = 1", "site.authority must be true or false"),
        ("site = 1", "site must be a table"),
        ("[per-file-ignores]\na = 1", "per-file-ignores must map file patterns to lists of codes"),
        ("select = [", "auditor.toml: "),
    ],
)
def test_an_error_names_file_key_and_fix(text: str, said: str, tmp_path: Path) -> None:
    path = write(tmp_path / "auditor.toml", text)
    with pytest.raises(ConfigError) as e:
        load_config(path)
    assert str(e.value).startswith(f"{path}: ")
    assert said in str(e.value)
    assert "\n" not in str(e.value)


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nauditor = 1"])
def test_a_pyproject_of_an_odd_shape_is_no_crash(text: str, tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", text)
    if "auditor" in text:
        with pytest.raises(ConfigError, match="must be a table"):
            load_config(path)
    else:
        assert discover(tmp_path) != path


def test_a_missing_or_undecodable_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: there is no such file"):
        load_config(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'select = ["\xe9"]')
    with pytest.raises(ConfigError, match=r"latin\.toml: .*UTF-8"):
        load_config(tmp_path / "latin.toml")


@pytest.mark.parametrize(
    ("pattern", "source", "meant"),
    [
        ("glossary/*.md", "glossary/a.md", True),
        ("glossary/*.md", "./glossary/a.md", True),
        ("glossary/*.md", "site/glossary/a.md", True),
        ("glossary/*.md", "/srv/site/glossary/a.md", True),
        ("glossary/*.md", "glossary/old/a.md", False),
        ("glossary/*.md", "myglossary/a.md", False),
        ("archive", "archive/2019/a.html", True),
        ("archive/", "site/archive/a.html", True),
        ("archive/**", "archive/2019/a.html", True),
        ("archive/**", "archive.html", False),
        ("**/draft-?.md", "x/y/draft-1.md", True),
        ("**/draft-?.md", "draft-1.md", True),
        ("**/draft-?.md", "draft-10.md", False),
        ("a/**/z.md", "a/z.md", True),
        ("a/**/z.md", "a/b/c/z.md", True),
        ("*.md", "x/a.md", True),
        ("*.md", "x/a.mdx", False),
        ("[x].md", "[x].md", True),
    ],
)
def test_file_patterns(pattern: str, source: str, meant: bool) -> None:
    assert covers(pattern, source) is meant
