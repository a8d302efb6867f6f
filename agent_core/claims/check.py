"""Corrects the sentences of an answer that claim what no receipt bears out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent_core.claims.claims import Claim, claims_in
from agent_core.claims.match import borne_out, fits
from agent_core.claims.receipts import Receipt
from agent_core.claims.sentences import Segment, sentences
from agent_core.claims.wording import NOT_DONE, what_is_not

_FRAME = re.compile(r"(\s*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s+)?)(.*?)(\s*)\Z", re.DOTALL)
_CITED = re.compile(r"\s?\[\d+\]")
_LEAST = 11  # characters: "all is done" is no passage
_WORST = ("unknown", "failed", "refused", "skipped")


@dataclass(frozen=True)
class Checked:
    """An answer as it may be delivered, and the sentences that it claimed wrongly."""

    text: str
    corrections: list[str]


def check(text: str, receipts: Sequence[Receipt], language: str | None = None) -> Checked:
    """`language`, ISO 639-1, is tried first; English, German, Spanish and French are all understood."""
    checker = Checker(receipts, language)
    return Checked("".join(map(checker.repaired, sentences(text))), checker.corrections)


class Checker:
    """Goes through one answer, sentence by sentence."""

    def __init__(self, receipts: Sequence[Receipt], language: str | None = None) -> None:
        self._receipts = receipts
        self._language = language or "en"
        self._found = [_plain(each.text) for each in receipts if each.risk == "read" and each.status == "done"]
        self._said: set[str] = set()
        self.corrections: list[str] = []

    def repaired(self, segment: Segment) -> str:
        """The sentence itself when it is borne out. The same correction is not said twice."""
        if segment.kind in ("code", "quote") or segment.text.isspace():
            return segment.text
        claims = [] if self._shown(segment) else claims_in(segment, self._language)
        false = [claim for claim in claims if not borne_out(claim, self._receipts)]
        if not false:
            return segment.text
        self.corrections.append(segment.text.strip())
        return self._framed(segment.text, _correction(false, len(false) < len(claims), self._receipts))

    def _shown(self, segment: Segment) -> bool:
        """Whether it is a passage or an entry of a list as a step of this turn found it: data, whatever it says."""
        bare = _CITED.sub("", segment.text)
        if not (segment.item or segment.kind == "row" or bare != segment.text):
            return False
        words = _plain(bare)
        return len(words) > _LEAST and any(words in each for each in self._found)

    def _framed(self, text: str, said: str) -> str:
        frame = _FRAME.match(text)
        assert frame is not None  # noqa: S101 - it matches every text
        if said in self._said:
            return frame[3] if "\n" in frame[3] else ""
        self._said.add(said)
        return f"{frame[1]}{said}{frame[3]}"


def _plain(text: str) -> str:
    return " ".join(_CITED.sub("", text).strip().strip('-*•|“”"').split()).lower()


def _correction(false: Sequence[Claim], partly: bool, receipts: Sequence[Receipt]) -> str:
    first = false[0]
    how = "part" if partly else _why(first, receipts)
    words = NOT_DONE[first.language]
    whats = dict.fromkeys(what_is_not(first.language, each.act, each.things) for each in false)
    return words[how].format(what=words["and"].join(whats))


def _why(claim: Claim, receipts: Sequence[Receipt]) -> str:
    """How a step that would have borne it out ended."""
    fitting = [each for each in receipts if fits(claim, each) and (claim.act != "any" or each.risk != "read")]
    now = {each.status for each in fitting if not each.earlier}
    worst = next((status for status in _WORST if status in now), None)
    if worst:
        return worst
    return "earlier" if any(each.earlier and each.status == "done" for each in fitting) and not now else "none"
