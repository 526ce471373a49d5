"""Make markdown-it say where each inline token stands in the content that it was read from.

The parser keeps no positions inside a block. Its state does know the place at which a rule is applied; a token that is
pushed takes that place along, and text that is gathered between rules takes the place at which the gathering began.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token


class PlacedState(StateInline):
    """Inline state whose tokens carry `meta["at"]`, the offset of each in the content."""

    begun: int = 0
    last: int = -1
    ahead: int = 0

    def pushPending(self) -> Token:
        """Push the gathered text, which began where the last token ended."""
        token = super().pushPending()
        token.meta["at"] = self.begun
        return token

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:
        """Push a token; several at one place are the marks of emphasis, which follow one another."""
        token = super().push(ttype, tag, nesting)
        self.ahead = self.ahead + 1 if self.pos == self.last and ttype == "text" else 0
        self.last = self.pos
        step = 1 if self.src[self.pos : self.pos + 1] != "~" else 2
        token.meta["at"] = self.pos + self.ahead * step
        self.begun = self.pos
        return token


class PlacedInline(ParserInline):
    """The inline parser, with the state above."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """Parse the content of one block into tokens."""
        state = PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def placed(rule: Callable[[Any, bool], bool]) -> Callable[[Any, bool], bool]:
    """Return the rule made to say where the text after its tokens begins."""

    def apply(state: Any, silent: bool) -> bool:
        before, start = len(state.tokens), state.pos
        done = rule(state, silent)
        if done and not silent and len(state.tokens) != before:
            state.begun = state.pos
            for token in state.tokens[before:]:
                token.meta.setdefault("at", start)
        return done

    return apply


def install(md: MarkdownIt) -> None:
    """Give the parser positions, and keep it from joining tokens that would lose theirs."""
    rules = [(rule.name, rule.fn) for rule in md.inline.ruler.__rules__]
    active = set(md.inline.ruler.get_active_rules())
    md.inline.ruler2.disable("fragments_join")
    if "text_join" in md.core.ruler.get_all_rules():
        md.core.ruler.disable("text_join")
    inline = PlacedInline()
    known = set(inline.ruler.get_all_rules())
    for name, fn in rules:
        if name in known:
            inline.ruler.at(name, placed(fn))
        else:
            inline.ruler.push(name, placed(fn))
    inline.ruler.enableOnly(sorted(active))
    inline.ruler2.enableOnly(md.inline.ruler2.get_active_rules())
    md.inline = inline
