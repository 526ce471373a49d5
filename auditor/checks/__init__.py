"""One file a check; `RULES` is the explicit list, in report order."""

from __future__ import annotations

from auditor.checks.backward_numbering import backward_numbering
from auditor.checks.broken_numbering import broken_numbering
from auditor.checks.conflicting_numbers import conflicting_numbers
from auditor.checks.contradicting_statements import contradicting_statements
from auditor.checks.cure_promise import cure_promise
from auditor.checks.dangling_opener import dangling_opener
from auditor.checks.foreign_voice import foreign_voice
from auditor.checks.injected_phrase import injected_phrase
from auditor.checks.interface_leftover import interface_leftover
from auditor.checks.long_sentence import long_sentence
from auditor.checks.malformed_identifier import malformed_identifier
from auditor.checks.misattributed_authority import misattributed_authority
from auditor.checks.missing_ad_disclosure import missing_ad_disclosure
from auditor.checks.missing_author import missing_author
from auditor.checks.missing_date import missing_date
from auditor.checks.missing_emergency_help import missing_emergency_help
from auditor.checks.missing_helpline import missing_helpline
from auditor.checks.missing_medical_disclaimer import missing_medical_disclaimer
from auditor.checks.missing_off_label_notice import missing_off_label_notice
from auditor.checks.missing_references import missing_references
from auditor.checks.missing_reviewer import missing_reviewer
from auditor.checks.missing_see_clinician import missing_see_clinician
from auditor.checks.missing_stop_abruptly_warning import missing_stop_abruptly_warning
from auditor.checks.orphan_citation import orphan_citation
from auditor.checks.outdated_fact import outdated_fact
from auditor.checks.promotional_claim import promotional_claim
from auditor.checks.reading_grade import reading_grade
from auditor.checks.register_jump import register_jump
from auditor.checks.repeated_heading import repeated_heading
from auditor.checks.repeated_sentence import repeated_sentence
from auditor.checks.reworded_sentence import reworded_sentence
from auditor.checks.stigmatizing_term import stigmatizing_term
from auditor.checks.stitched_page import stitched_page
from auditor.checks.stray_reference import stray_reference
from auditor.checks.suppression_without_reason import suppression_without_reason
from auditor.checks.topic_break import topic_break
from auditor.checks.uncited_claim import uncited_claim
from auditor.checks.uncited_reference import uncited_reference
from auditor.checks.undefined_acronym import undefined_acronym
from auditor.checks.unsafe_advice import unsafe_advice
from auditor.checks.unused_suppression import unused_suppression
from auditor.checks.vague_attribution import vague_attribution
from auditor.checks.weak_source import weak_source
from auditor.checks.wrong_drug_fact import wrong_drug_fact
from auditor.checks.wrong_helpline import wrong_helpline
from auditor.rules import Rule

RULES: tuple[Rule, ...] = (
    repeated_sentence,
    reworded_sentence,
    repeated_heading,
    uncited_claim,
    vague_attribution,
    orphan_citation,
    stray_reference,
    weak_source,
    malformed_identifier,
    uncited_reference,
    broken_numbering,
    contradicting_statements,
    conflicting_numbers,
    misattributed_authority,
    missing_medical_disclaimer,
    missing_see_clinician,
    missing_emergency_help,
    missing_helpline,
    missing_author,
    missing_reviewer,
    missing_date,
    missing_references,
    missing_ad_disclosure,
    missing_off_label_notice,
    missing_stop_abruptly_warning,
    reading_grade,
    long_sentence,
    undefined_acronym,
    stigmatizing_term,
    injected_phrase,
    interface_leftover,
    foreign_voice,
    dangling_opener,
    topic_break,
    register_jump,
    backward_numbering,
    stitched_page,
    unsafe_advice,
    wrong_drug_fact,
    outdated_fact,
    wrong_helpline,
    cure_promise,
    promotional_claim,
    unused_suppression,
    suppression_without_reason,
)
