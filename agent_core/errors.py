"""Every error we raise on purpose. The class says who acts next; no HTTP number lives here.

AgentError
├── InvalidInput            the caller changes the request
├── TooLarge                the caller sends less
├── NothingSaid             the person says it again
├── NotAuthenticated        the caller signs in
├── NotAllowed              the caller asks somebody who may
├── NotFound                the caller looks elsewhere
├── Conflict                the caller reloads and decides again
├── RateLimited             the caller waits
├── BudgetExceeded          the caller waits, or raises the budget
├── ModelUnavailable        we retry, step down a model, then say so
├── Unavailable             we retry; a part of ours is down
├── ConfigurationError      the operator mends the named setting; the server refuses to start
└── CapabilityError         raised by a capability package
    ├── CredentialMissing   the person connects an account
    ├── CapabilityRetry     we call again, after some seconds; nothing was done
    ├── CapabilityFailed    do not repeat; nothing was done, and the plan goes on without it
    ├── EffectUnknown       the person looks whether it was done, and tells us
    └── NeedsAnswer         the person answers a question, then we call again
"""

from collections.abc import Sequence

from pymongo.errors import ConnectionFailure


class AgentError(Exception):
    """Root of the tree. `code` is stable and part of the API; `str(error)` is written for a person."""

    code = "error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidInput(AgentError):
    """The request cannot be carried out as written; the message says what to change."""

    code = "invalid_input"


class TooLarge(InvalidInput):
    """The input is over a limit; the message states the limit."""

    code = "too_large"


class NothingSaid(InvalidInput):
    """No speech was heard in the recording; no words are made up for it."""

    code = "nothing_said"


class NotAuthenticated(AgentError):
    """Nobody is signed in, or the token is not valid any more."""

    code = "not_authenticated"


class NotAllowed(AgentError):
    """Somebody is signed in, and may not do this."""

    code = "not_allowed"


class NotFound(AgentError):
    """There is no such thing, or it is not theirs: the answer is the same."""

    code = "not_found"


class Conflict(AgentError):
    """The thing changed, or exists already."""

    code = "conflict"


class RateLimited(AgentError):
    """Too many requests; `retry_after` is in seconds."""

    code = "rate_limited"

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class BudgetExceeded(AgentError):
    """A cap on cost, tokens, steps or time was reached."""

    code = "budget_exceeded"


class ModelUnavailable(AgentError):
    """No configured model answered in a usable way."""

    code = "model_unavailable"


class Unavailable(AgentError):
    """A part the server needs (database, index, queue) does not answer."""

    code = "unavailable"


class ConfigurationError(AgentError):
    """A setting is missing or unusable; the message names it and says what to do."""

    code = "configuration"


class CapabilityError(AgentError):
    """Root of what a capability package may raise."""

    code = "capability_error"


class CredentialMissing(CapabilityError):
    """The call needs a credential that is not connected. `name` is the one declared in `needs`."""

    code = "credential_missing"

    def __init__(self, name: str) -> None:
        super().__init__(f"This needs your {name} account: connect it in the settings.")
        self.name = name


class CapabilityRetry(CapabilityError):
    """A passing fault before anything was done: call again after `after` seconds, with the same key."""

    code = "capability_retry"

    def __init__(self, message: str, *, after: float = 1.0) -> None:
        super().__init__(message)
        self.after = after


class CapabilityFailed(CapabilityError):
    """It did not work and will not by repeating. Raised by a package it also says: certainly nothing was done."""

    code = "capability_failed"


class EffectUnknown(CapabilityError):
    """It may have been done or not, such as when a connection broke while something was sent; it is not repeated."""

    code = "unknown"


class NeedsAnswer(CapabilityError):
    """The person has to say more. The answer becomes `argument` of the same call.

    `choices` are pairs of (value of the argument, label shown); none means free text.
    """

    code = "needs_answer"

    def __init__(self, question: str, *, argument: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(question)
        self.argument = argument
        self.choices = tuple(choices)


PASSING = (ConnectionFailure, Unavailable)  # the same may go well when the database is back
