"""Words the answer from the results of the steps: the second and last call of a planned turn."""

import re
from collections.abc import Sequence

from agent_core.models.port import ChatMessage, ChatModel
from agent_core.planning.model_data import new_mark, results_as_data
from agent_core.planning.model_messages import NO_INSTRUCTIONS, conversation, remembered, spoken_now
from agent_core.planning.model_turn import listen
from agent_core.planning.port import Emit, Request
from agent_core.prompts.load import prompt
from agent_core.state import StepResult

PROMPT = "answer.v3"
_CITATION = re.compile(r"\s?\[(\d+)\]")


class ModelComposer:
    """Fills the port Composer."""

    def __init__(self, model: ChatModel, *, instructions: str = "") -> None:
        self._model = model
        self._instructions = instructions.strip() or NO_INSTRUCTIONS

    async def compose(self, request: Request, results: Sequence[StepResult], emit: Emit) -> str:
        """The answer, without the numbers of passages that do not exist. Raises ModelUnavailable."""
        said = await listen(self._model, _messages(request, results, self._instructions), (), emit)
        return _checked(said.text.strip(), sum(len(result["citations"]) for result in results))


def _messages(request: Request, results: Sequence[StepResult], instructions: str) -> list[ChatMessage]:
    mark = new_mark()
    system = prompt(PROMPT, now=spoken_now(request), zone=str(request.now.tzinfo), mark=mark, instructions=instructions)
    known = "".join(f"{each}\n" for each in remembered(request, mark))
    shown = f"{known}These are the results, as data:\n{results_as_data(results, mark)}"
    data = f"{shown}\nNow answer the message before this one."
    return [ChatMessage(role="system", content=system), *conversation(request), ChatMessage(role="user", content=data)]


def _checked(text: str, passages: int) -> str:
    return _CITATION.sub(lambda found: found[0] if 1 <= int(found[1]) <= passages else "", text)
