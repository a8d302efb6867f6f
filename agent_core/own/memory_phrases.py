"""What people say about what is to be remembered; `{field}` marks where an argument stands."""

REMEMBER = (
    "remember that {text}",
    "please remember that {text}",
    "remember: {text}",
    "remember this: {text}",
    "keep in mind that {text}",
    "bear in mind that {text}",
    "don't forget that {text}",
    "learn that {text}",
    "I want you to remember that {text}",
    "for the future, remember that {text}",
)
ABOUT = (
    "what do you know about {about}?",
    "what do you remember about {about}?",
    "do you remember {about}?",
    "what do you still know about {about}?",
)
LIST = (
    "what do you remember?",
    "what do you know about me?",
    "what do you remember about me?",
    "show what you remember",
    "show your memory",
    "list what you know about me",
    "what have you remembered?",
    "what is in your memory?",
)
CHANGE = (
    "change what you remember about {fact} to {text}",
    "correct your memory of {fact}: {text}",
)
KEEP = (
    "keep the suggestion {fact}",
    "take the suggestion {fact} into your memory",
    "accept the suggested fact {fact}",
)
FORGET = (
    "forget that {fact}",
    "forget that",
    "forget what I told you about {fact}",
    "forget what you know about {fact}",
    "forget the fact {fact}",
    "remove {fact} from your memory",
    "delete {fact} from your memory",
    "stop remembering that {fact}",
    "don't remember {fact} any more",
)
FORGET_ALL = (
    "forget everything",
    "forget everything you know about me",
    "forget all you know about me",
    "forget everything I told you",
    "clear your memory",
    "erase your memory",
    "delete everything you remember",
)
SEARCH = (
    "search our chats for {query}",
    "what did we say about {query}?",
    "when did we talk about {query}?",
    "find where I mentioned {query}",
    "did I ever mention {query}?",
)
