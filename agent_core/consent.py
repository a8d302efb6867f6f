"""A plain yes or no: the words with which a person answers what waits for them, without a button."""

import re
from typing import Literal

Word = Literal["approve", "reject"]

# Only what can mean nothing else, said alone. English, German, Spanish, French, Italian, Portuguese, Dutch, Russian.
_YES = """
yes|yes please|yes do it|yes do|yes go ahead|yes send it|yep|yeah|ok|okay|sure|do it|please do|please do it|go ahead
go on|send it|approve|approved|i approve|confirm|confirmed|👍|✅
ja|ja bitte|ja mach das|mach das|mach es|bitte|genehmigt|bestätigt|einverstanden|schick es ab|schick es
sí|si|sí por favor|si por favor|hazlo|adelante|de acuerdo|vale|confirmo|apruebo|envíalo
oui|oui s'il te plaît|oui s'il vous plaît|vas-y|allez-y|d'accord|je confirme|envoie-le|envoyez-le
sì|sì grazie|fallo|procedi|va bene|confermo|sim|sim por favor|pode|confirmo|doe het|ja graag|akkoord
да|да пожалуйста|давай|хорошо|подтверждаю|отправляй
"""
_NO = """
no|no thanks|no thank you|nope|no don't|don't|don't do it|do not|do not do it|don't send it|reject|rejected|deny|decline
never mind|leave it|cancel|cancel it|cancel that|👎|❌
nein|nein danke|nicht|lass es|lass das|tu es nicht|abgelehnt|abbrechen
no gracias|no lo hagas|no lo envíes|cancela|cancélalo|déjalo
non|non merci|ne le fais pas|ne l'envoie pas|annule|annulez|laisse
no grazie|non farlo|annulla|não|não obrigado|não obrigada|não faça|cancele|nee|nee bedankt|niet doen|annuleer
нет|нет спасибо|не надо|отмена|отмени
"""


def _table() -> dict[str, Word]:
    said: list[tuple[str, Word]] = [(_NO, "reject"), (_YES, "approve")]
    return {_plain(each): word for lines, word in said for each in re.split(r"[|\n]", lines.strip())}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[.!¡,;…]", " ", text.replace("’", "'")).casefold().split())


_WORDS = _table()


def consent_of(text: str) -> Word | None:
    """What a message says to a question that waits; None when it says anything else, or more."""
    return _WORDS.get(_plain(text))
