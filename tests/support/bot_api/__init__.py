"""A Bot API server on loopback in the shape of https://core.telegram.org/bots/api (version 10.0), for tests.

Ours, because npm's telegram-test-api 4.2 has no offsets, files, limits, parse errors, webhook secret or faults, and
what PyPI has replaces the library's HTTP. `Human` and `Group` write to the bot and see what it sends.
"""

from tests.support.bot_api.people import Group as Group
from tests.support.bot_api.people import Human as Human
from tests.support.bot_api.server import BotApi as BotApi
from tests.support.bot_api.state import Fault as Fault
from tests.support.bot_api.state import Shown as Shown
