"""Fixed sayings that claim an act: "all set", "it is on its way", "ya está"."""

from agent_core.claims import context
from agent_core.claims.language import Phrase
from agent_core.claims.view import REACH, Mode, View

_GAP = 3  # words that `_` may stand for
_SKIPPED = 4  # adverbs between two words of a saying
_GOES_WITH = frozenset(
    {"for", "with", "and", "it", "as", "now", "für", "mit", "para", "con", "pour", "avec", "que", "dass", "already"}
)


def mode_of(phrase: Phrase) -> Mode:
    return "state" if phrase.mode == "subject" else phrase.mode


def is_said(view: View, at: int, phrase: Phrase) -> bool:
    """Whether the saying ends at this word and nothing in its clause takes it back."""
    begin = _matches(view, at, phrase)
    if begin is None or context.asked(view, at) or context.told(view, at, mode_of(phrase)):
        return False
    words, start = view.said.words, view.start(at)
    ahead = words[start:begin]
    if view.any("no", words[start:at]) or view.any("when", ahead) or view.any("maybe", ahead):
        return False
    if phrase.mode == "bare":
        return _stands_alone(view, at, begin)
    if phrase.mode == "will":
        sentence = words[max(0, begin - 2 * REACH) : begin]
        return not (view.any("when", sentence) or view.any("wait", sentence))
    if phrase.mode == "subject":
        return _of_ours(view, at, begin, phrase)
    of_wood = phrase.words[-1] == "hecho" and view.after(at)[:1] == ["de"]
    return not of_wood and not view.any("others", ahead)


def may_end(view: View, at: int) -> bool:
    """Whether a saying ends with this word."""
    phrases = view.language.phrases.get(view.said.words[at], ())
    return any(_matches(view, at, phrase) is not None for phrase in phrases)


def _matches(view: View, at: int, phrase: Phrase) -> int | None:
    """Where the saying begins when it ends at this word."""
    words, start = view.said.words, view.start(at)
    where = at
    wanted = list(phrase.words[:-1])
    while wanted:
        word = wanted.pop()
        if word == "_":
            word = wanted.pop()
            near = range(where - 1, max(start, where - 2 - _GAP) - 1, -1)
            where = next((each for each in near if words[each] == word), -1)
        else:
            where -= 1
            last = where - _SKIPPED
            while where >= max(start, last) and words[where] != word and view.is_("before", where):
                where -= 1
        if where < start or words[where] != word:
            return None
    return where


def _stands_alone(view: View, at: int, begin: int) -> bool:
    after = view.after(at)
    if (after and after[0] not in _GOES_WITH) or not view.first(at):
        return False
    return all(view.is_("lead", each) or view.is_("before", each) for each in range(view.start(at), begin))


def _of_ours(view: View, at: int, begin: int, phrase: Phrase) -> bool:
    """ "Your message is on its way", "die Erinnerung steht"."""
    start, end = view.start(at), begin
    while end > start and (view.is_("be", end - 1) or (view.is_("before", end - 1) and not view.is_("it", end - 1))):
        end -= 1
    subject = view.subject(start, end)
    if len(phrase.words) > 1 or phrase.act == "send":
        return subject is not None
    return subject in ("reminder", "event") and not view.any("into", view.after(at)[:1])
