"""Which of four languages a text is in, by its commonest words."""

import re
from collections.abc import Mapping

from agent_core.planning.local.bag import bag

COMMON: Mapping[str, frozenset[str]] = {
    "en": bag(
        "the a an to my me is are of and in on for it what do you i at with that this from remind add show please how "
        "when"
    ),
    "de": bag(
        "der die das ein eine einen zu mein meine meinen mich mir ist sind und im um für was du ich mit dass von "
        "erinnere erinner bitte wie wann nicht den dem auf zeig morgen heute hallo danke"
    ),
    "es": bag(
        "el la los las un una mi mis me es son de y en para qué que tú yo a con del por favor cómo cuándo no "
        "recuérdame añade muestra mañana hoy hola gracias"
    ),
    "fr": bag(
        "le la les un une mon ma mes me est sont de du et en pour que quoi tu je à avec des ce s'il vous plaît "
        "comment quand ne pas rappelle ajoute montre demain aujourd'hui bonjour merci au aux moi"
    ),
}
WORD = re.compile(r"(?<!\d)[^\W\d_]+(?:['’][^\W\d_]+)*")


def guess_language(text: str) -> str:
    """ISO 639-1. English unless another language has clearly more of its words in it."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(text[:2000])]
    counts = {code: sum(word in common for word in words) for code, common in COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > max(1, counts["en"]) else "en"
