"""Speech in and out: offline by default, through services where the settings say so."""

from agent_core.voice.hearing import Heard as Heard
from agent_core.voice.hearing import Inaudible as Inaudible
from agent_core.voice.hearing import Transcriber as Transcriber
from agent_core.voice.whisper import offline_transcriber as offline_transcriber
