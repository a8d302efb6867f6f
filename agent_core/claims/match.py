"""Whether receipts bear a claim out."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from agent_core.claims.claims import Claim
from agent_core.claims.language import language
from agent_core.claims.receipts import CHANNELS, REACH, Receipt

_PLACES = frozenset({"task", "note", "reminder", "event", "document"})
_BEARS: Mapping[str, frozenset[str]] = {
    "send": frozenset({"send"}),
    "post": frozenset({"post"}),
    "call": frozenset({"call"}),
    "pay": frozenset({"pay"}),
    "book": frozenset({"book"}),
    "keep": frozenset({"keep"}),
    "put": frozenset({"keep", "change"}),
    "change": frozenset({"change"}),
    "alter": frozenset({"keep", "change", "remove", "undo"}),
    "remove": frozenset({"remove"}),
    "undo": frozenset({"undo"}),
}
_WORD = re.compile(r"[^\W_]+")


def borne_out(claim: Claim, receipts: Sequence[Receipt]) -> bool:
    fitting = [each for each in receipts if each.status == "done" and fits(claim, each)]
    fitting = [each for each in fitting if not each.earlier or claim.earlier or claim.mode == "state"]
    if claim.all and any(each.status != "done" and not each.earlier for each in receipts):
        return False
    if not fitting:
        return any(each.status == "done" and _shows(claim, each) for each in receipts)
    return _enough(claim, fitting) and _reached(claim, fitting)


def fits(claim: Claim, receipt: Receipt) -> bool:
    """Whether the receipt is of such an act on such a thing, however it ended."""
    return _act_fits(claim, receipt) and _thing_fits(claim, receipt)


def _act_fits(claim: Claim, receipt: Receipt) -> bool:
    if claim.act == "any":
        return True
    if claim.act == "look":
        return receipt.risk == "read" or not REACH & receipt.acts
    if receipt.risk == "read":
        return False
    if "undo" in receipt.acts and claim.act not in REACH:
        return True
    if claim.act == "book" and "keep" in receipt.acts:
        return not claim.things or "event" in claim.things
    return bool(_BEARS[claim.act] & receipt.acts)


def _thing_fits(claim: Claim, receipt: Receipt) -> bool:
    kinds = CHANNELS if claim.act in REACH else _PLACES | {"web"} if claim.act == "look" else _PLACES
    claimed = kinds.intersection(claim.things)
    has = receipt.things if claim.act not in REACH else receipt.things & CHANNELS
    return not claimed or not has or bool(claimed & has)


def _shows(claim: Claim, receipt: Receipt) -> bool:
    """What was looked up may show such a state: "your appointment is scheduled for 3 pm"."""
    if receipt.risk != "read" or claim.mode not in ("state", "been", "bare") or not claim.things:
        return False
    if claim.mode == "state" and receipt.things.intersection(claim.things):
        return True
    words = {word.lower() for word in _WORD.findall(receipt.text)}
    return not _forms(claim.language, claim.stem).isdisjoint(words)


@cache
def _forms(code: str, stem: str) -> frozenset[str]:
    return frozenset(word for word, verbs in language(code).verbs.items() if any(verb.stem == stem for verb in verbs))


def _enough(claim: Claim, fitting: Sequence[Receipt]) -> bool:
    """ "Both e-mails" need two receipts, or one that speaks of two."""
    if claim.number <= len(fitting) or claim.act in ("look", "any"):
        return True
    return any(str(claim.number) in each.text or each.text.count("\n") >= claim.number for each in fitting)


def _reached(claim: Claim, fitting: Sequence[Receipt]) -> bool:
    """Whether those who are named are those who got it, as far as that is known."""
    known = [each for each in fitting if each.recipient]
    if not claim.names or len(known) < len(fitting):
        return True
    told = " ".join(f"{each.recipient} {each.title} {each.text}" for each in known).lower()
    return any(name in told for name in claim.names)
