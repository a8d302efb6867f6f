"""Greetings, thanks and questions about the assistant itself: answered briefly, and claiming nothing."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

Topic = Literal["greeting", "thanks", "bye", "feeling", "who", "what", "human", "model", "praise", "drop", "time"]

OPENING = r"(?:(?:ok|okay|hey|hi|hello|so|well|and|but|please|oh)[\s,!]+)*"
CLOSING = (
    r"(?:[\s,]+(?:there|again|today|now|please|you|then|bot|assistant|all|everyone|so much|a lot|very much"
    r"|for (?:your|the|that|all)[^,.;]{0,60}))*"
)
PATTERNS: Mapping[Topic, Sequence[str]] = {
    "drop": (
        r"never\s*mind(?: that| it)?", r"forget (?:it|about it|that)", r"cancel(?: that)?", r"drop it",
        r"no,? leave it", r"leave it", r"stop",
    ),
    "greeting": (
        r"hi+", r"hello+", r"hey+", r"hiya", r"howdy", r"yo", r"greetings",
        r"good (?:morning|afternoon|evening|day)", r"morning", r"what'?s up", r"sup", r"hallo", r"hola",
        r"bonjour", r"guten tag",
    ),
    "thanks": (
        r"(?:many )?thanks?(?: you)?(?: so much| a lot| very much| a million| for [^,.;]{0,60})?", r"thank u",
        r"thx", r"ty", r"cheers", r"much appreciated", r"appreciate it", r"danke", r"gracias", r"merci",
    ),
    "bye": (
        r"(?:good)?\s?bye(?: bye)?", r"see (?:you|ya)(?: later| soon| tomorrow)?", r"later", r"good night",
        r"talk (?:to you )?later", r"take care", r"ciao",
    ),
    "feeling": (
        r"how (?:are|r) (?:you|u)(?: doing| feeling)?", r"how(?:'s| is) it going", r"how do you do",
        r"how are things", r"you ok",
    ),
    "who": (
        r"who (?:are|r) (?:you|u)", r"what(?:'s| is|s) your name", r"what are you",
        r"who (?:made|built|created) you", r"do you have a name", r"what should i call you",
        r"tell me about yourself", r"introduce yourself",
    ),
    "model": (
        r"(?:which|what) (?:language )?(?:model|llm|ai) (?:are you|do you use|is this)",
        r"are you (?:chat)?gpt[^,.;]{0,60}", r"are you an? (?:llm|language model)",
    ),
    "human": (
        r"(?:are|r) (?:you|u) (?:a |an )?(?:real |actual )?(?:human|person|robot|bot|machine|computer|ai|real|alive)"
        r"(?: being| or [^,.;]{0,60})?",
        r"am i (?:talking|speaking|chatting) (?:to|with) (?:a |an )?[^,.;]{0,60}",
    ),
    "what": (
        r"help(?: me)?", r"what (?:can|could|do) (?:you|u) do(?: for me)?",
        r"what (?:else )?can (?:you|u) help(?: me)?(?: with)?",
        r"what are (?:you|u) able to (?:do|help)[^,.;]{0,60}", r"what can i (?:ask|say|do)[^,.;]{0,60}",
        r"how can you help(?: me)?", r"what are your (?:features|functions|skills|capabilities)",
        r"how (?:do|does) (?:this|you|it) work", r"what do you know how to do", r"show me what you can do",
        r"commands?", r"menu",
    ),
    "praise": (
        r"(?:great|good|nice|awesome|amazing|excellent|perfect|well|cool|super|brilliant)"
        r"(?: job| work| one| done| stuff)?",
        r"well done", r"ok(?:ay)?(?: cool| great| good| thanks)?", r"cool", r"got it", r"alright", r"all right",
        r"sure", r"fine", r"i see", r"you(?:'re| are) (?:great|awesome|the best|amazing|helpful)", r"love it",
        r"that(?:'s| is) (?:great|good|nice|perfect|fine|all)(?: thanks?(?: you)?)?",
        r"i love (?:it|you|this)", r"lol", r"haha+", r"yay", r"wow", r"sounds good", r"good to know",
    ),
    "time": (
        r"what(?:'s| is|s)? (?:the )?(?:current )?(?:time|date|day)(?: is it| is today| today| is it today| now)?",
        r"what day is (?:it|today)", r"what time is it(?: now)?",
    ),
}  # fmt: skip
COMPILED = tuple(
    (topic, re.compile(rf"{OPENING}(?:{'|'.join(said)}){CLOSING}", re.IGNORECASE)) for topic, said in PATTERNS.items()
)


def topic_of(text: str) -> Topic | None:
    """What a clause is about when all of it is small talk."""
    said = re.sub(r"\s+", " ", re.sub(r"[.!?…,:)(;]+(?=\s|$)", " ", text)).replace("’", "'").strip()
    if len(said) > 120:
        return None
    return next((topic for topic, pattern in COMPILED if pattern.fullmatch(said)), None)
