"""Cheap gates: a sentence without any of these words cannot give the notice, and is not looked at more closely."""

from __future__ import annotations

import re
from collections.abc import Mapping

WORDS = re.compile(r"[a-z]+|\d+(?:[-.\u2010-\u2013]\d+)*")

DENYING = frozenset(
    """
    treat take read consider think not no never nothing cannot neither nor none without only purely solely
    merely purposes rather instead isn aren doesn don didn couldn won shouldn wasn weren use knowledge
    informational educational nature
    """.split()
)
ADVISING = frozenset(
    """
    basis learning case situation needs body circumstances self treating visits appointments exams checkups
    consultations team midwife nurse clinic hospital examination exam checkup appointment evaluation
    assessment conversation talk therapy facts stories news tell instructions personal advice advise diagnose
    diagnosis diagnoses substitute substitutes replace replaces replacing replacement informational
    informative educational education educate information inform general background relationship doctor
    doctors clinician clinicians physician physicians pharmacist pharmacists prescription prescriptions
    prescribe decisions rely relied relying judgment judgement opinion opinions consultation guidance treat
    treatment care professional professionals provider providers knowledge reading counsel visit examine
    examined fit suit
    """.split()
)
CLINICIANS = frozenset(
    """
    chemist chemists surgery visitor visitors whoever anyone someone staff office doctor doctors physician
    physicians clinician clinicians prescriber prescribers pharmacist pharmacists psychiatrist psychiatrists
    gp gps practitioner practitioners nurse nurses assistant assistants dentist dentists midwife midwives
    pediatrician pediatricians paediatrician obstetrician obstetricians ob pcp pcps internist internists
    neurologist hepatologist cardiologist toxicologist psychologist psychologists team teams provider
    providers professional professionals specialist specialists medical medic medics surgeon surgeons
    therapist therapists counselor counselors counsellor counsellors addictionologist who that clinic clinics
    clinical appointment checkup visit expert experts healthcare health
    """.split()
)
EMERGENCY = frozenset(
    """
    911 988 999 112 000 111 9-1-1 9-8-8 9.1.1 9.8.8 nine emergency emergencies er ambulance ambulances hospital
    paramedics ems urgent immediate immediately help attention care
    """.split()
)
STOPS = frozenset(
    """
    stop stops stopping stopped quit quits quitting discontinue discontinued discontinuing discontinuation
    halt ceasing cease cessation end ending come coming comes go going get getting cut cutting withdraw
    withdrawal withdrawing withdrawn detox detoxing give giving skip skipping run running miss cold taper
    tapers tapered tapering wean weaned weaning gradual gradually slow slowly steps stages lower lowered
    reduce reduced reduction sudden abrupt bit little medically step down before dose doses overnight seizure
    seizures fits
    """.split()
)
APPROVALS = frozenset(
    """
    label labels approved approve approves approval cleared clears clearance licensed licence license
    indicated indication indications unapproved unlicensed experimental investigational authorized authorised
    sign green official
    """.split()
)
PAYMENT = frozenset(
    """
    bought purchased took money gifts ties affiliate affiliates sponsor sponsored sponsors sponsorship
    advertise advertisement advertisements advertising advertiser advertisers ads ad advertorial paid pay
    pays paying promoted native amazon earn earns receive receives get gets collect make makes accept accepts
    take takes give gives profit profits benefit bring brings provide generate funded financed owned
    compensated supported gave sent supplied provided lent hold holds own owns disclosure calls call who made
    conflict conflicts interest interests funding
    """.split()
)
SALES = frozenset(
    """
    buy order shop purchase get grab sign save subscribe promo coupon coupons discount voucher referral code
    checkout cart basket click price prices seller retailer vendor merchant manufacturer claim our match
    connect pair place refer find featured sponsored partner preferred call dial matched connected directory
    list network kit pack bundle bottle device model starter tester breathalyzer supplement gum patch lozenge
    lozenges course
    """.split()
)
STOPPING = frozenset(
    """
    quit quits quitting stop stops stopped stopping discontinue discontinues discontinued discontinuing kick
    kicking cease ceasing give giving gave end ending leave leaving go going come coming comes came get
    getting gets wean weaning taper detox detoxing withdraw withdrawing run cold
    """.split()
)
WRITING = frozenset(
    """
    reporting reporter host hosted presented dr together q answered answers answer questions with from by
    author authors authored writer writers written wrote writes writing words contributor contributors
    compiled compiler prepared penned drafted story text byline desk told journalist editor blogger columnist
    md do rn np pa phd pharmd lcsw lpc msw mph dnp cadc rph name
    """.split()
)
CHECKING = frozenset(
    """
    medical clinical lead reader second outside expert review reviewed reviewer reviewers reviews checked
    check checks checker vetted vet approved approval verified confirmed validated edited editor editors
    signed sign looked look went gone overseen oversaw oversight advisor adviser consultant consulting
    accuracy fact eyes medically
    """.split()
)
READING = CHECKING | frozenset("facts read through corrected corrections confirmed peer proofread goes".split())
"""What may say in a short line that somebody checked the page; in prose these words say anything."""

GATES: Mapping[str, frozenset[str]] = {
    "see-clinician": CLINICIANS,
    "emergency-help": EMERGENCY,
    "taper": STOPS,
    "off-label": APPROVALS,
    "paid": PAYMENT,
    "selling": SALES,
    "stopping": STOPPING,
    "writing": WRITING,
    "checking": CHECKING,
    "reading": READING,
}


SHORTEST_NUMBER = 3
"""Digits that stand together in any spelling of a telephone number or short code."""

LINES = frozenset(
    """
    samhsa findtreatment lifeline crisis quitline quitlines quit smokefree smokefreetxt hopeline gambling
    gambler frank samaritans drinkline connexontario nami trevor alone safespot australia hotline helpline
    poison treatment substance help nine
    """.split()
)


def words_of(text: str) -> frozenset[str]:
    """Return the different words and numbers of a text, in lower case; "doesn't" gives "doesn" and "t"."""
    return frozenset(WORDS.findall(text.lower()))


def may_give(notice: str, words: frozenset[str]) -> bool:
    """Say whether a sentence of these words can give the notice."""
    if notice == "medical-disclaimer":
        return not (DENYING.isdisjoint(words) or ADVISING.isdisjoint(words))
    if notice == "helpline":
        return any(w[0].isdigit() and len(w) >= SHORTEST_NUMBER for w in words) or not LINES.isdisjoint(words)
    return not GATES[notice].isdisjoint(words)
