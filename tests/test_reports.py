"""What the program says of the samples is what `reports/` holds, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

import auditor
from auditor.report import render

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = sorted(p.relative_to(ROOT) for p in (ROOT / "samples").iterdir() if p.suffix in {".html", ".md"})


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.stem)
def test_a_committed_report_is_what_the_program_says_now(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    report = auditor.audit(sample.as_posix())
    for format in ("json", "html"):
        committed = (ROOT / "reports" / f"{sample.stem}.{format}").read_bytes()
        same = render(report, format).encode() == committed
        assert same, (
            f"reports/{sample.stem}.{format} is not what the program says; run `make reports` and read the diff"
        )


def test_there_is_a_report_for_each_sample_and_no_other() -> None:
    written = {p.stem for p in (ROOT / "reports").iterdir()} - {"summary"}
    assert written == {p.stem for p in SAMPLES}
