"""The citation check: the passage behind a mark such as [2] must say what the sentence says."""

from agent_core.claims.cited.check import Cited as Cited
from agent_core.claims.cited.check import Passage as Passage
from agent_core.claims.cited.check import check_citations as check_citations
from agent_core.claims.cited.wording import told as told
