"""Gather the facts of one page, each read at most once and only when a check asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.analysis.syntax import Parser
from auditor.config import Config
from auditor.lexicon import Lexicon, load_lexicons
from auditor.model import Page, Readability, Role, Sentence

if TYPE_CHECKING:
    from auditor.analysis.disclosures import Disclosure


@dataclass(frozen=True)
class Resources:
    """What is loaded once a run and shared by all pages."""

    lexicons: Mapping[str, Lexicon]
    parser: Parser


def load_resources(config: Config) -> Resources:
    """Read the lexicons and prepare the parser, which loads its model at first use. Raises LexiconError."""
    return Resources(load_lexicons(config.lexicons), Parser())


class Analysis:
    """The facts of one page."""

    def __init__(self, page: Page, config: Config, resources: Resources) -> None:
        """Remember what to read; nothing is read yet."""
        self.page = page
        self.config = config
        self.resources = resources

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

    @cached_property
    def readability(self) -> Readability:
        """Return the reading grade of the prose."""
        from auditor.analysis.readability import measure

        return measure(self.page, self.prose, self.config.readability)

    @cached_property
    def disclosures(self) -> Mapping[str, Disclosure]:
        """Return what the page discloses, by item name."""
        from auditor.analysis.disclosures import find_disclosures

        return find_disclosures(self.page, self.sentences, self.resources.lexicons, self.config.site)
