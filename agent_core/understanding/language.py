"""Which language a text is in, by its commonest words and its spelling; where it does not say, the person's own."""

import re
from collections.abc import Mapping
from functools import cache

from agent_core.planning.local.bag import bag
from agent_core.understanding.cues import LANGUAGES, load

READ = 2_000  # characters
WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:['’-][^\W\d_]+)*")
SPELLING = 0.45  # what a word that only this language spells so counts for, beside 1 for one of its commonest
PRIOR = 0.4  # what the person's own language counts for: less than one word
# Neighbours, told apart so that they are not taken for one of ours.
OTHERS: Mapping[str, frozenset[str]] = {
    "it": bag(
        "il lo gli di da che è sono non per con come quando dove perché questo questa domani oggi ieri ciao grazie "
        "buongiorno ricordami chiamare mio mia della del nel nella alle alla ho hai ha anche più mi ti puoi cosa "
        "chi e"
    ),
    "pt": bag(
        "o os um uma não é são com para por como quando onde porque este esta amanhã hoje ontem olá obrigado "
        "obrigada bom dia lembre ligar meu minha do da no na às ao eu você tem mais muito também que em e"
    ),
    "nl": bag(
        "de het een en van ik je jij niet met voor op aan is zijn dat dit die wat wie wanneer waar waarom hoe "
        "morgen vandaag gisteren hallo dank bedankt herinner bellen mijn naar om kan kun heb heeft ook graag er ben"
    ),
}
SCRIPTS: Mapping[str, str] = {
    "ja": r"[\u3040-\u30ff]", "ko": r"[\uac00-\ud7af]", "zh": r"[\u4e00-\u9fff]", "el": r"[\u0370-\u03ff]",
    "he": r"[\u0590-\u05ff]", "ar": r"[\u0600-\u06ff]", "hi": r"[\u0900-\u097f]", "th": r"[\u0e00-\u0e7f]",
    "uk": r"[іїєґІЇЄҐ]", "ru": r"[\u0400-\u04ff]",
}  # fmt: skip


def language_of(text: str, hint: str | None = None) -> str:
    """ISO 639-1. `hint` is the person's own language: it decides where the words do not; without one, English "
    "does."""
    said = text[:READ]
    if script := _script(said):
        return script
    counts = _counts([word.lower().replace("’", "'") for word in WORD.findall(said)])
    for code in LANGUAGES:
        counts[code] += SPELLING * min(len(load(code).spelling.findall(said)), 12)
    fallback = hint or "en"
    counts[fallback] = counts.get(fallback, 0.0) + PRIOR
    best = max(counts, key=lambda code: (counts[code], code == fallback))
    return best if best in LANGUAGES or counts[best] >= counts[fallback] + 1.5 else _nearest(counts, fallback)


def _nearest(counts: Mapping[str, float], fallback: str) -> str:
    return max((*LANGUAGES, fallback), key=lambda code: (counts[code], code == fallback))


def _script(text: str) -> str | None:
    """The language of another alphabet, where most letters are of it."""
    if text.isascii():
        return None
    letters = sum(character.isalpha() for character in text)
    latin = len(re.findall(r"[A-Za-zÀ-ɏ]", text))
    if letters - latin <= latin:
        return None
    return next((code for code, signs in SCRIPTS.items() if re.search(signs, text)), None)


def _counts(words: list[str]) -> dict[str, float]:
    """A word that several languages have counts for each of them by its share."""
    owners = _owners()
    counts = dict.fromkeys((*LANGUAGES, *OTHERS), 0.0)
    for word in words:
        known = owners.get(word, ())
        for code in known:
            counts[code] += 1.0 if len(known) == 1 else 0.6 if len(known) == 2 else 0.3
    return counts


def _words_in(*patterns: str) -> set[str]:
    """What patterns spell out, such as the words of greetings."""
    return {
        word.lower() for pattern in patterns for word in re.findall(r"(?<![\\(?])\b[^\W\d_]{3,}\b(?![?*+\[])", pattern)
    }


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code in LANGUAGES:
        table = load(code).table
        told = table.common | {act for act in table.acts if len(act) > 3} | _words_in(*table.small_talk, table.asking)
        for word in told:
            found[word] = (*found.get(word, ()), code)
    for code, words in OTHERS.items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found
