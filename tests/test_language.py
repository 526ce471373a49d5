"""Which pages count as English: those in another language are skipped, and no English page is."""

from __future__ import annotations

import pytest

import auditor
from auditor.analysis.language import detect
from auditor.config import Config
from auditor.load import load_text

SPANISH = (
    "El baclofeno es un relajante muscular que se usa para tratar la espasticidad. Muchas personas se preguntan si es "
    "adictivo. Hable con su médico antes de dejar de tomarlo, ya que la retirada brusca puede causar convulsiones. "
)
ENGLISH = (
    "Baclofen is a muscle relaxant that is used to treat spasticity. Many people ask whether it is addictive. Talk to "
    "your doctor before you stop taking it, since stopping at once can cause seizures. "
)
OTHERS = {
    "es": SPANISH,
    "fr": "Le baclofène est un relaxant musculaire utilisé pour traiter la spasticité. De nombreuses personnes se "
    "demandent s'il crée une dépendance. Parlez à votre médecin avant d'arrêter le traitement.",
    "de": "Baclofen ist ein Muskelrelaxans, das zur Behandlung von Spastik eingesetzt wird. Viele Menschen fragen sich, "
    "ob es abhängig macht. Sprechen Sie mit Ihrem Arzt, bevor Sie das Medikament absetzen.",
    "pt": "O baclofeno é um relaxante muscular usado para tratar a espasticidade. Muitas pessoas perguntam se causa "
    "dependência. Fale com o seu médico antes de parar de tomar o medicamento de repente.",
    "nl": "Baclofen is een spierverslapper die wordt gebruikt voor de behandeling van spasticiteit. Veel mensen vragen "
    "zich af of het verslavend is. Praat met uw arts voordat u stopt met het middel.",
    "ru": "Баклофен — это миорелаксант, который применяется для лечения спастичности. Многие люди спрашивают, вызывает "
    "ли он зависимость. Поговорите с врачом, прежде чем прекращать прием препарата.",
    "vi": "Baclofen là một loại thuốc giãn cơ được sử dụng để điều trị co cứng. Nhiều người thắc mắc liệu nó có gây "
    "nghiện hay không. Hãy nói chuyện với bác sĩ trước khi ngừng dùng thuốc.",
    "zh": "巴氯芬是一种用于治疗痉挛的肌肉松弛剂。许多人想知道它是否会上瘾。在停药之前请咨询您的医生,因为突然停药可能会导致癫痫发作。",
    "ja": "バクロフェンは痙縮の治療に使用される筋弛緩薬です。服用を中止する前に医師に相談してください。突然の中止は発作を引き起こす可能性があります。",
    "ar": "باكلوفين هو مرخٍ للعضلات يستخدم لعلاج التشنج. يتساءل كثير من الناس عما إذا كان يسبب الإدمان. تحدث مع طبيبك "
    "قبل التوقف عن تناوله لأن التوقف المفاجئ قد يسبب نوبات.",
}
TAKEN_FOR_ENGLISH = {
    "prose": ENGLISH,
    "fragment": "Baclofen. Not addictive.",
    "a few words in Spanish": "Hable con su médico.",
    "drug names": "Buprenorphine, Suboxone, Subutex, Zubsolv, Sublocade, methadone, Dolophine, naltrexone, Vivitrol, Revia, "
    "acamprosate, Campral, disulfiram, Antabuse, baclofen, Lioresal, gabapentin, Neurontin, topiramate, Topamax, "
    "naloxone, Narcan, lofexidine, Lucemyra, clonidine, Catapres, bupropion, Zyban, varenicline, Chantix",
    "names of people and papers": "Addolorato G, Leggio L, Ferrulli A, Cardone S, Bedogni G, Caputo F, Gasbarrini G, "
    "Landolfi R. Dose-response effect baclofen reducing daily alcohol intake. Kampov-Polevoy AB, Gallop R, Kalka-Juhl L.",
    "figures": "Bioavailability 70–85%. Protein binding 30%. Metabolism hepatic 15%. Half-life 2.5–4 hours. Excretion "
    "renal 70–85%. Routes oral, intrathecal. Formula C10H12ClNO2. CAS 1134-47-0. ATC M03BX01. DrugBank DB00181.",
    "headings": "Alcohol Withdrawal Timeline Detox Symptoms Medications Used Treatment Centers Near Me Insurance Coverage "
    "Verify Benefits Call Now Contact Us Today Free Assessment Luxury Rehab Admissions Aftercare Alumni Program",
    "capitals": "BACLOFEN WITHDRAWAL SYMPTOMS INCLUDE SEIZURES HALLUCINATIONS CONFUSION HIGH FEVER RIGID MUSCLES REBOUND "
    "SPASTICITY ORGAN FAILURE DEATH SEEK EMERGENCY CARE IMMEDIATELY",
    "with a Spanish paragraph": f"{ENGLISH}\n\n{ENGLISH}\n\n{SPANISH}",
    "with Chinese names": f"{ENGLISH} 北京 上海 广州 深圳 成都",
}


def language(text: str) -> str:
    """Return the language that a text is taken to be in."""
    return detect(load_text(text, "page", config=Config()))


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_another_language_is_told(code: str, text: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize("text", TAKEN_FOR_ENGLISH.values(), ids=TAKEN_FOR_ENGLISH)
def test_english_stays_english(text: str) -> None:
    assert language(text) == "en"


def test_a_page_that_is_mostly_in_another_language_is_told_by_its_body() -> None:
    call = "If you or someone you love is struggling with addiction, call us today and get the help that you need. "
    assert language(SPANISH * 6 + "\n\n" + call * 2) == "es"
    menu = "".join(f'<li><a href="/{n}">Help and contact for you {n}</a></li>' for n in range(30))
    html = f"<nav><ul>{menu}</ul></nav><main><p>{SPANISH}</p><p>{SPANISH}</p></main>"
    assert detect(load_text(html, "page", format="html", config=Config())) == "es"


def test_a_page_in_another_language_is_skipped_and_not_called_full_of_faults() -> None:
    report = auditor.audit_text(SPANISH)
    assert report.pages == ()
    (skipped,) = report.skipped
    assert skipped.reason == "the text is in another language (es); only English can be audited"
