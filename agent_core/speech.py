"""What a person is told while a turn runs: everything a model says passes the claim check on its way."""

from collections.abc import Callable, Sequence

from agent_core.claims import Checked, ClaimGate, Receipt
from agent_core.events import Event, Notice, Token, TokensDropped


class Speech:
    """`emit` passes events on; `feed` passes a model's text on as soon as it cannot claim what was not done."""

    def __init__(self, emit: Callable[[Event], None]) -> None:
        self._pass_on = emit
        self._gate: ClaimGate | None = None
        self._receipts: Sequence[Receipt] = ()
        self._language: str | None = None
        self._said = False
        self.notices: list[str] = []  # what was told beside the answer

    def emit(self, event: Event) -> None:
        if isinstance(event, Notice):
            self.notices.append(event.text)
        if isinstance(event, TokensDropped):
            self._said = False
            if self._gate:
                self._gate = self._new_gate()
        self._pass_on(event)

    def begin(self, receipts: Sequence[Receipt], language: str | None) -> None:
        """A model is about to speak; `receipts` are what it may claim."""
        self._receipts, self._language = receipts, language
        self._gate = self._new_gate()

    def feed(self, piece: str) -> None:
        if self._gate is None:
            raise RuntimeError("nothing has begun")
        self._gate.feed(piece)

    def finish(self) -> Checked:
        """All that was said since it began, as it may be kept."""
        if self._gate is None:
            raise RuntimeError("nothing has begun")
        checked, self._gate = self._gate.finish(), None
        return checked

    def give_up(self) -> None:
        """What the model said is void; somebody else answers."""
        self._gate = None
        if self._said:
            self.emit(TokensDropped())

    def say(self, text: str) -> None:
        """A whole text that was checked already."""
        self._said = True
        self._pass_on(Token(text=text))

    def _new_gate(self) -> ClaimGate:
        return ClaimGate(self.say, self._receipts, self._language)
