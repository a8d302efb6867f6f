"""Speech in and out, without a network."""

from agent_core.voice.hearing import Heard as Heard
from agent_core.voice.hearing import Inaudible as Inaudible
from agent_core.voice.hearing import Transcriber as Transcriber
from agent_core.voice.hearing import offline_transcriber as offline_transcriber
