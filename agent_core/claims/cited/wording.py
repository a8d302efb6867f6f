"""What a person is told of a sentence whose passage does not bear it out."""

from collections.abc import Mapping, Sequence

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "one": "“{said}” is not borne out by the cited passage {marks}.",
        "more": "“{said}” is not borne out by the cited passages {marks}.",
        "missing": " {what} is not there.",
        "negated": " One says the opposite of the other.",
        "swapped": " There it is the other way round.",
        "rest": "{count} more sentences are not borne out by the passages they cited.",
    },
    "de": {
        "one": "„{said}“ wird von der angeführten Stelle {marks} nicht belegt.",
        "more": "„{said}“ wird von den angeführten Stellen {marks} nicht belegt.",
        "missing": " {what} steht dort nicht.",
        "negated": " Das eine sagt das Gegenteil des anderen.",
        "swapped": " Dort ist es umgekehrt.",
        "rest": "{count} weitere Sätze werden von ihren Stellen nicht belegt.",
    },
    "es": {
        "one": "«{said}» no lo respalda el pasaje citado {marks}.",
        "more": "«{said}» no lo respaldan los pasajes citados {marks}.",
        "missing": " Allí no está {what}.",
        "negated": " Lo uno dice lo contrario de lo otro.",
        "swapped": " Allí es al revés.",
        "rest": "Otras {count} frases no las respaldan los pasajes que citaban.",
    },
    "fr": {
        "one": "« {said} » n'est pas confirmé par le passage cité {marks}.",
        "more": "« {said} » n'est pas confirmé par les passages cités {marks}.",
        "missing": " {what} n'y figure pas.",
        "negated": " L'un dit le contraire de l'autre.",
        "swapped": " Là, c'est l'inverse.",
        "rest": "{count} autres phrases ne sont pas confirmées par leurs passages.",
    },
}
LONGEST = 300  # characters of the sentence that are repeated
MOST_TOLD = 3


def not_borne_out(language: str, said: str, numbers: tuple[int, ...], why: str, missing: tuple[str, ...]) -> str:
    """One to two sentences; `numbers` are the marks as the answer had them."""
    words = _WORDS.get(language, _WORDS["en"])
    said = said if len(said) <= LONGEST else said[:LONGEST].rstrip() + " …"
    marks = "".join(f"[{number}]" for number in numbers)
    told = words["one" if len(numbers) == 1 else "more"].format(said=said, marks=marks)
    if why in ("negated", "swapped"):
        return told + words[why]
    return told + words["missing"].format(what=", ".join(missing)) if missing else told


def told(language: str, corrections: Sequence[str]) -> list[str]:
    """What of them is told: the first ones, and how many there are besides."""
    if len(corrections) <= MOST_TOLD + 1:
        return list(corrections)
    rest = _WORDS.get(language, _WORDS["en"])["rest"].format(count=len(corrections) - MOST_TOLD)
    return [*corrections[:MOST_TOLD], rest]
