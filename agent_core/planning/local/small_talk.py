"""Greetings, thanks and questions about the assistant itself: answered briefly, and claiming nothing."""

import re
from typing import Literal

Topic = Literal["greeting", "thanks", "bye", "feeling", "who", "what", "human", "model", "praise", "drop", "time"]

OPENING = r"(?:(?:ok|okay|hey|hi|hello|so|well|and|but|please|oh)[\s,!]+)*"
CLOSING = r"(?:[\s,]+(?:there|again|today|now|please|you|then|bot|assistant|all|everyone|so much|a lot|for (?:your|the|that|all).*|very much))*"
PATTERNS: tuple[tuple[Topic, str], ...] = (
    ("drop", r"never\s*mind(?: that| it)?|forget (?:it|about it|that)|cancel(?: that)?|drop it|no,? leave it|leave it|stop"),
    ("greeting", r"hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day)|morning|what'?s up|sup|hallo|hola|bonjour|guten tag"),
    ("thanks", r"(?:many )?thanks?(?: you)?(?: so much| a lot| very much| a million| for .*)?|thank u|thx|ty|cheers|much appreciated|appreciate it|danke|gracias|merci"),
    ("bye", r"(?:good)?\s?bye(?: bye)?|see (?:you|ya)(?: later| soon| tomorrow)?|later|good night|talk (?:to you )?later|take care|ciao"),
    ("feeling", r"how (?:are|r) (?:you|u)(?: doing| feeling)?|how(?:'s| is) it going|how do you do|how are things|you ok"),
    ("who", r"who (?:are|r) (?:you|u)|what(?:'s| is|s) your name|what are you|who (?:made|built|created) you|do you have a name|what should i call you|tell me about yourself|introduce yourself"),
    ("model", r"(?:which|what) (?:language )?(?:model|llm|ai) (?:are you|do you use|is this)|are you (?:chat)?gpt.*|are you an? (?:llm|language model)"),
    ("human", r"(?:are|r) (?:you|u) (?:a |an )?(?:real |actual )?(?:human|person|robot|bot|machine|computer|ai|real|alive)(?: being| or .*)?|am i (?:talking|speaking|chatting) (?:to|with) (?:a |an )?.*"),
    ("what", r"help(?: me)?|what (?:can|could|do) (?:you|u) do(?: for me)?|what (?:else )?can (?:you|u) help(?: me)?(?: with)?|what are (?:you|u) able to (?:do|help).*|what can i (?:ask|say|do).*|how can you help(?: me)?|what are your (?:features|functions|skills|capabilities)|how (?:do|does) (?:this|you|it) work|what do you know how to do|show me what you can do|commands?|menu"),
    ("praise", r"(?:great|good|nice|awesome|amazing|excellent|perfect|well|cool|super|brilliant)(?: job| work| one| done| stuff)?|well done|ok(?:ay)?(?: cool| great| good| thanks)?|cool|got it|alright|all right|sure|fine|i see|you(?:'re| are) (?:great|awesome|the best|amazing|helpful)|love it|i love (?:it|you|this)|lol|haha+|yay|wow|sounds good|good to know"),
    ("time", r"what(?:'s| is|s)? (?:the )?(?:current )?(?:time|date|day)(?: is it| is today| today| is it today| now)?|what day is (?:it|today)|what time is it(?: now)?"),
)
COMPILED = tuple((topic, re.compile(rf"{OPENING}(?:{pattern}){CLOSING}", re.IGNORECASE)) for topic, pattern in PATTERNS)


def topic_of(text: str) -> Topic | None:
    """What a clause is about when all of it is small talk."""
    said = re.sub(r"\s+", " ", re.sub(r"[.!?…,:)(;]+(?=\s|$)", " ", text)).replace("’", "'").strip()
    if len(said) > 120:
        return None
    return next((topic for topic, pattern in COMPILED if pattern.fullmatch(said)), None)
