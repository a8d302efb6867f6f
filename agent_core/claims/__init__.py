"""The claim check: what an answer says was done must be borne out by receipts, before anybody reads it."""

from agent_core.claims.check import Checked as Checked
from agent_core.claims.check import check as check
from agent_core.claims.gate import ClaimGate as ClaimGate
from agent_core.claims.receipts import Receipt as Receipt
from agent_core.claims.receipts import receipts_of as receipts_of
from agent_core.claims.warm import warm as warm
