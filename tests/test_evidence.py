"""The evidence view: which source each claim leans on, which claims lean on each source, and the worksheet of both."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import html5lib
import pytest
import report_fixture
from click.testing import CliRunner

from auditor import audit_text
from auditor.cli import main
from auditor.config import Config
from auditor.engine import Run, audit_sources, prepare
from auditor.load import load_text
from auditor.model import PageReport, Report
from auditor.report import WORKSHEETS, render

SAMPLES = Path(__file__).parents[1] / "samples"

LISTED = """<h1>Naltrexone</h1>
<p>Naltrexone cut the number of heavy drinking days by a quarter.<sup>1,3</sup></p>
<p>Nausea affects about one in ten people who take it.<sup>9</sup></p>
<p>Liver damage was found in 2 percent of patients. It is more common above 300 mg a day.<sup>2</sup></p>
<p>According to the CDC, about 29 million adults drink too much.</p>
<p>Overdose deaths rose by 30 percent in 2020, as <a href="https://www.cdc.gov/overdose/">the agency found</a>.</p>
<h2>References</h2>
<ol>
<li>Moss P, Iyer L. Naltrexone for alcohol use: a systematic review. Addiction. 2019;114(2):21-30.</li>
<li>Revia: prescribing information. DailyMed. 2020. <a href="https://dailymed.nlm.nih.gov/dailymed/x">link</a></li>
<li>New pill for drinkers. The New York Times. 2021. https://www.nytimes.com/2021/pill.html</li>
<li>Our guide to rehab. 2022. https://www.sunny-rehab-center.com/guide</li>
</ol>"""


@pytest.fixture(scope="module")
def run_() -> Run:
    """Return a run without rules, as `auditor claims` makes it."""
    whole = prepare(Config())
    return Run(whole.config, (), whole.resources)


def evidence(run_: Run, text: str, format: str = "html") -> PageReport:
    """Return what is said of a page."""
    report = audit_sources([("page", lambda: load_text(text, "page", format=format, config=run_.config))], (), run_)
    assert report.skipped == ()
    return report.pages[0]


@pytest.fixture(scope="module")
def listed(run_: Run) -> PageReport:
    """Return what is said of the page above."""
    return evidence(run_, LISTED)


def leaned(page: PageReport, words: str) -> list[tuple[str, str]]:
    """Return form and label, or words, of what the claim with these words leans on."""
    claim = next(c for c in page.claims if words in c.quote)
    found = [page.references[i] for i in claim.sources]
    return [(r.form, r.label or r.quote) for r in found]


def test_a_claim_leans_on_every_work_that_its_marks_name(listed: PageReport) -> None:
    assert leaned(listed, "heavy drinking days") == [("listed", "1"), ("listed", "3")]


def test_a_mark_at_the_end_of_the_paragraph_is_where_the_support_is(listed: PageReport) -> None:
    assert leaned(listed, "Liver damage") == [("listed", "2")]
    claim = next(c for c in listed.claims if "Liver damage" in c.quote)
    assert "end of the paragraph" in claim.reason


def test_names_links_and_dead_marks_are_sources_of_their_own_kind(listed: PageReport) -> None:
    assert leaned(listed, "29 million adults") == [("named", "CDC")]
    assert leaned(listed, "Overdose deaths") == [("linked", "the agency found")]
    assert leaned(listed, "Nausea") == [("missing", "9")]


def test_each_source_has_its_kind(listed: PageReport) -> None:
    kinds = {(r.form, r.label or r.quote): r.kind for r in listed.references}
    assert kinds == {
        ("listed", "1"): "systematic review",
        ("listed", "2"): "label",
        ("listed", "3"): "news",
        ("listed", "4"): "commercial",
        ("linked", "the agency found"): "government page",
        ("named", "CDC"): "government agency",
        ("missing", "9"): "",
    }


def test_a_work_that_nothing_points_at_is_known_as_never_cited(listed: PageReport) -> None:
    assert [r.label for r in listed.references if r.form == "listed" and not r.marks] == ["4"]


def test_claims_and_sources_point_at_each_other(listed: PageReport) -> None:
    ways = {(n, i) for n, c in enumerate(listed.claims) for i in c.sources}
    assert ways == {(n, i) for i, r in enumerate(listed.references) for n in r.claims}
    assert ways
    for c in listed.claims:
        assert bool(c.sources) == (c.support in {"cited", "attributed", "orphan"})


def test_a_link_to_a_listed_work_counts_for_that_work(run_: Run) -> None:
    page = evidence(
        run_,
        '<p>Naltrexone cut relapse by a third (<a href="http://doi.org/10.1000/abc">Moss 2019</a>).</p>'
        "<h2>References</h2><ol><li>Moss P. Naltrexone: a randomised trial. Lancet. 2019. https://doi.org/10.1000/ABC</li></ol>",
    )
    assert [(r.form, r.kind, r.claims) for r in page.references] == [("listed", "trial", (0,))]


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("CDC study sounds alarm. CNN. 2021. https://www.cnn.com/2021/x", "news"),
        ("ASAM national practice guideline. 2020. https://www.asam.org/x", "guideline"),
        ("FDA adds a boxed warning. 2020. https://www.fda.gov/x", "government page"),
        ("American Psychiatric Association. What is addiction? 2020.", "professional body"),
        ("Alcohol facts. 2019. https://en.wikipedia.org/wiki/Alcohol", "open platform"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/11830761 2019", "journal article"),
        ("Roe A. My story. 2019. https://roe.example/story", "unknown"),
        ("A CDC chart we liked. 2019. https://charts.example/cdc", "unknown"),
    ],
)
def test_the_kind_of_a_work_is_what_its_host_and_words_prove(run_: Run, entry: str, kind: str) -> None:
    page = evidence(run_, f"<p>Relapse fell by a third.<sup>1</sup></p><h2>References</h2><ol><li>{entry}</li></ol>")
    assert [r.kind for r in page.references] == [kind]


def test_a_footer_below_the_list_is_no_source(run_: Run) -> None:
    page = evidence(run_, LISTED + "<footer><ul><li>Privacy</li><li>Contact us today</li></ul></footer>")
    assert [r.label for r in page.references if r.form == "listed"] == ["1", "2", "3", "4"]


def test_thousands_of_marks_and_works_take_no_time(run_: Run) -> None:
    body = "".join(f"<p>Drug {n} cut relapse by {n % 90 + 1} percent.<sup>{n}</sup></p>" for n in range(1, 901))
    works = "".join(f"<li>Moss P. Study {n} of relapse. Addiction. 2019;{n}(2):21-30.</li>" for n in range(1, 901))
    page = evidence(run_, f"{body}<h2>References</h2><ol>{works}</ol>")
    assert all(r.marks == 1 for r in page.references)


def test_report_survives_json_and_old_reports_still_render(listed: PageReport) -> None:
    report = Report(report_fixture.tool(), (), (listed,))
    assert Report.from_json(report.to_json()) == report
    raw = json.loads(report.to_json())
    del raw["pages"][0]["references"]
    for claim in raw["pages"][0]["claims"]:
        for key in ("reason", "sources", "fits", "safety"):
            del claim[key]
    old = Report.from_json(json.dumps(raw))
    assert "heavy drinking days" in render(old, "html")


def text_of(node: Any) -> str:
    """Return the text of an element, spaces collapsed."""
    return " ".join("".join(node.itertext()).split())


def test_html_links_each_claim_with_its_sources_and_back(listed: PageReport) -> None:
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        render(Report(report_fixture.tool(), (), (listed,)), "html")
    )
    rows = {e.get("id"): e for e in root.iter("li") if e.get("id")}
    hrefs = {i: {a.get("href", "")[1:] for a in e.iter("a")} for i, e in rows.items()}
    for n, c in enumerate(listed.claims, 1):
        assert {f"p1-s{i + 1}" for i in c.sources} <= hrefs[f"p1-c{n}"]
        assert all(f"p1-c{n}" in hrefs[f"p1-s{i + 1}"] for i in c.sources)
    assert "never cited" in text_of(rows["p1-s4"])
    nowhere = next(e for e in rows.values() if "leads to no entry" in text_of(e))
    assert "[9]" in text_of(nowhere)


def test_html_filters_claims_by_support_without_a_script() -> None:
    page = render(report_fixture.report(), "html")
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    choices = {e.get("id"): e for e in root.iter("input") if e.get("type") == "radio"}
    labels = {e.get("for"): text_of(e) for e in root.iter("label")}
    own = [i for i in choices if i is not None and "-support-" in i]
    assert [labels[i] for i in own] == ["All 3", "Without a source 1", "Vague source 1", "Cited 1"]
    assert ".only-none:checked ~ .claims > .claim:not(.is-none, :target)" in page


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV worksheet."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def worksheet(*arguments: str, input: str | None = None) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of `auditor claims`."""
    result = CliRunner().invoke(main, ["claims", *arguments, "--isolated"], input=input)
    return result.exit_code, result.stdout, result.stderr


def test_csv_has_a_row_a_claim_and_room_for_the_editor() -> None:
    code, out, _ = worksheet(str(SAMPLES / "draft.md"), "--format", "csv")
    rows = rows_of(out)
    assert code == 0
    assert list(rows[0])[-2:] == ["source found", "checked by"]
    text = (SAMPLES / "draft.md").read_text(encoding="utf-8").splitlines()
    for row in rows:
        start = row["claim"].split("[")[0].split("’")[0][:15]
        assert text[int(row["line"]) - 1][int(row["column"]) - 1 :].startswith(start)
        assert row["suggested kind of source"]
        assert row["source found"] == row["checked by"] == ""
        assert (row["sources"] == "") == (row["support"] in {"none", "vague"})


def test_no_cell_of_the_worksheet_is_run_by_a_spreadsheet() -> None:
    for row in rows_of(WORKSHEETS["csv"](report_fixture.hostile())):
        assert not any(str(v).startswith(("=", "+", "-", "@", "\t", "\r")) for v in row.values())


def test_markdown_worksheet_keeps_its_columns_whatever_the_page_says() -> None:
    for report in (report_fixture.report(), report_fixture.hostile()):
        lines = [line for line in WORKSHEETS["markdown"](report).splitlines() if line.startswith("| ")]
        assert lines
        assert {line.replace("\\|", "").count("|") for line in lines} == {9}


def test_json_worksheet_has_the_objects_of_the_report(tmp_path: Path) -> None:
    target = tmp_path / "claims.json"
    code, out, err = worksheet(str(SAMPLES / "draft.md"), "--output", str(target))
    assert (code, out) == (0, "")
    assert str(target) in err
    data = json.loads(target.read_text(encoding="utf-8"))
    assert {c["support"] for c in data["pages"][0]["claims"]} >= {"none", "cited", "orphan"}
    assert {r["form"] for r in data["pages"][0]["references"]} == {"listed", "missing"}


def test_standard_input_is_read_and_named() -> None:
    words = "Naltrexone cut the number of heavy drinking days by a quarter."
    code, out, _ = worksheet("-", "--stdin-filename", "draft.md", "-f", "csv", input=f"# Pills\n\n{words}\n")
    (row,) = rows_of(out)
    assert code == 0
    assert (row["page"], row["line"], row["heading"], row["claim"]) == ("draft.md", "3", "Pills", words)
    assert row["support"] == "none"


def test_exit_codes_are_those_of_check(tmp_path: Path) -> None:
    good = str(SAMPLES / "draft.md")
    code, out, err = worksheet(good, str(tmp_path / "gone.md"), "-f", "csv")
    assert code == 3
    assert rows_of(out)
    assert "gone.md" in err
    assert worksheet(good, "-f", "pdf")[0] == 2
    assert worksheet(good, "--output", str(tmp_path / "no" / "x.csv"))[0] == 2
    page = tmp_path / "page.md"
    page.write_text("Naltrexone cut relapse by a third.", encoding="utf-8")
    assert worksheet(str(page), "--output", str(page))[0] == 2
    assert page.read_text(encoding="utf-8") == "Naltrexone cut relapse by a third."


def test_the_same_page_gives_the_same_evidence_with_and_without_rules(listed: PageReport) -> None:
    whole = audit_text(LISTED, format="html", source="page").pages[0]
    assert (whole.claims, whole.references) == (listed.claims, listed.references)
