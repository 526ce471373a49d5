"""Gather the facts of one page, each read at most once and only when a check asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.analysis.substances import Mention, Substances
from auditor.analysis.syntax import Parse, Parser
from auditor.config import Config
from auditor.lexicon import Lexicon, load_lexicons
from auditor.model import Citation, Claim, Page, Readability, Role, Sentence, Statement

if TYPE_CHECKING:
    from auditor.analysis.attribution import Attribution
    from auditor.analysis.breaks import Break
    from auditor.analysis.candidates import Candidate
    from auditor.analysis.disclosures import Disclosure
    from auditor.analysis.intrusions import Intrusion
    from auditor.analysis.leftovers import Leftover
    from auditor.analysis.mirror import Opposites
    from auditor.analysis.openers import Opener
    from auditor.analysis.promotion import Promotion
    from auditor.analysis.questions import Topics
    from auditor.analysis.references import References
    from auditor.analysis.repeats import Repeat
    from auditor.analysis.similarity import Gist, Reader
    from auditor.analysis.sources import Hosts
    from auditor.analysis.voices import Voice


@dataclass(frozen=True)
class Resources:
    """What is loaded once a run and shared by all pages."""

    lexicons: Mapping[str, Lexicon]
    parser: Parser
    substances: Substances

    @cached_property
    def illnesses(self) -> Substances:
        """Return the names of disorders and conditions, ready for looking up."""
        return Substances.of(self.lexicons["disorders"])

    @cached_property
    def topics(self) -> Topics:
        """Return the questions on which statements can clash, ready for looking up."""
        from auditor.analysis.questions import Topics

        return Topics.of(self.lexicons["questions"])

    @cached_property
    def reader(self) -> Reader:
        """Return what reduces sentences to what can be compared, with the words of this run."""
        from auditor.analysis.similarity import Reader

        return Reader(self.lexicons["rewording"], self.substances)

    @cached_property
    def opposites(self) -> Opposites:
        """Return the words that exclude each other."""
        from auditor.analysis.mirror import Opposites

        return Opposites.of(self.lexicons["opposites"])

    @cached_property
    def attribution(self) -> Attribution:
        """Return the words by which a sentence names its source, or nobody."""
        from auditor.analysis.attribution import Attribution

        return Attribution(self.lexicons["authorities"], self.lexicons["claims"])


def load_resources(config: Config) -> Resources:
    """Read the lexicons and prepare the parser, which loads its model at first use. Raises LexiconError."""
    lexicons = load_lexicons(config.lexicons)
    return Resources(lexicons, Parser(), Substances.of(lexicons["drugs"]))


class Analysis:
    """The facts of one page."""

    def __init__(self, page: Page, config: Config, resources: Resources) -> None:
        """Remember what to read; nothing is read yet."""
        self.page = page
        self.config = config
        self.resources = resources
        self._parses: dict[int, Parse | None] = {}
        self._gists: dict[int, Gist] = {}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence and fragment of the page, in order."""
        from auditor.analysis.sentences import split

        return split(self.page)

    @cached_property
    def main(self) -> tuple[int, ...]:
        """Return the indexes of the sentences of the author's own text."""
        return tuple(i for i, s in enumerate(self.sentences) if self.page.blocks[s.block].role is Role.MAIN)

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """Return the complete sentences of the main text, without references and their fragments."""
        return tuple(self.sentences[i] for i in self.main if self.sentences[i].complete)

    def parses(self, indexes: Iterable[int]) -> Mapping[int, Parse | None]:
        """Return the parses of these sentences, by index; what is not parsed yet goes through the model in one batch.

        Parsing is what costs time: ask only for sentences that a gate of words has let through. A batch costs as much
        as two sentences before it has read any, so the first takes in those that are looked at for foreign phrases and
        for statements that clash. A fast run parses nothing.
        """
        asked = list(indexes)
        if self.config.fast:
            return dict.fromkeys(asked)
        missing = [i for i in dict.fromkeys(asked) if i not in self._parses]
        if missing and not self._parses:
            missing = list(dict.fromkeys((*missing, *self.suspects, *(c.sentence for c in self.disputed))))
        for i, parse in zip(
            missing, self.resources.parser.parse([self.sentences[i].text for i in missing]), strict=True
        ):
            self._parses[i] = parse
        return {i: self._parses[i] for i in asked}

    def gist(self, index: int) -> Gist:
        """Return a sentence as it is compared with others."""
        gist = self._gists.get(index)
        if gist is None:
            gist = self.resources.reader.read(self.sentences[index].text, self.mentions[index])
            self._gists[index] = gist
        return gist

    @cached_property
    def mentions(self) -> tuple[tuple[Mention, ...], ...]:
        """Return the medicines and substances named in each sentence; offsets count from the sentence's start."""
        return tuple(self.resources.substances.find(s.text) for s in self.sentences)

    @cached_property
    def references(self) -> References:
        """Return the reference list, and the entries that stand outside of it."""
        from auditor.analysis.references import find_references

        return find_references(self.page, self.sentences, self.resources.lexicons["references"])

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Return every pointer to a source, in order of place."""
        from auditor.analysis.citations import find_citations

        authorities = self.resources.lexicons["authorities"]
        return find_citations(self.page, self.sentences, self.references, self.hosts, authorities)

    @cached_property
    def hosts(self) -> Hosts:
        """Return the hosts that are sources, those that never are, and the page's own."""
        from auditor.analysis.sources import Hosts

        return Hosts.of(self.resources.lexicons["authorities"], self.page, self.config.site)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Return the medical and public-health claims of the main text, with what supports each."""
        from auditor.analysis.support import find_claims

        return find_claims(self)

    @cached_property
    def disputed(self) -> tuple[Candidate, ...]:
        """Return the sentences that by their words could say the opposite of another one, topic by topic."""
        from auditor.analysis.statements import find_disputed

        return find_disputed(self)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return who is said to be what, for the topics on which statements can clash."""
        from auditor.analysis.statements import find_statements

        return find_statements(self)

    @cached_property
    def repeats(self) -> tuple[Repeat, ...]:
        """Return the groups of sentences that say the same thing, word for word or reworded."""
        from auditor.analysis.repeats import find_repeats

        return find_repeats(self)

    @cached_property
    def suspects(self) -> tuple[int, ...]:
        """Return the sentences whose words alone let a phrase from elsewhere be in them."""
        from auditor.analysis.suspicion import suspects

        return suspects(self, self.resources.lexicons["queries"])

    @cached_property
    def intrusions(self) -> tuple[Intrusion, ...]:
        """Return the phrases that were pushed into sentences from elsewhere."""
        from auditor.analysis.intrusions import find_intrusions

        return find_intrusions(self)

    @cached_property
    def promotions(self) -> tuple[Promotion, ...]:
        """Return the promises and advertisements of the main text, each wording once."""
        from auditor.analysis.promotion import find_promotion

        return find_promotion(self)

    @cached_property
    def leftovers(self) -> tuple[Leftover, ...]:
        """Return the lines that are made of a page's interface words."""
        from auditor.analysis.leftovers import find_leftovers

        return find_leftovers(self)

    @cached_property
    def voices(self) -> tuple[tuple[Voice, ...], ...]:
        """Return the organisations that speak in the first person, each with its sentences."""
        from auditor.analysis.voices import find_voices

        return find_voices(self)

    @cached_property
    def openers(self) -> tuple[Opener, ...]:
        """Return the paragraphs that begin by pointing back at nothing."""
        from auditor.analysis.openers import find_openers

        return find_openers(self)

    @cached_property
    def breaks(self) -> tuple[Break, ...]:
        """Return where the page changes its subject, its voice or its count without saying so."""
        from auditor.analysis.breaks import find_breaks

        return find_breaks(self)

    @cached_property
    def readability(self) -> Readability:
        """Return the reading grade of the prose."""
        from auditor.analysis.readability import measure

        return measure(self)

    @cached_property
    def disclosures(self) -> Mapping[str, Disclosure]:
        """Return what the page discloses, by item name."""
        from auditor.analysis.disclosures import find_disclosures

        return find_disclosures(self)
