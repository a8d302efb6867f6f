"""Recordings: what is said, in sections named by their time marks."""

from io import BytesIO

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.source import Source

SECTION = 45.0  # seconds, at least


def read(source: Source) -> ReadDocument:
    from agent_core.contract import Inaudible, offline_transcriber

    builder = TextBuilder()
    begins = None
    try:
        for heard in offline_transcriber().transcribe(BytesIO(source.data)):
            if begins is None or heard.start - begins >= SECTION:
                begins = heard.start
                builder.section(_mark(begins))
            builder.line(heard.text)
            source.job.report(heard.fraction)
            if source.job.out_of_time():
                builder.notice(
                    f"Only the first {_mark(heard.end)} of the recording was transcribed in the time allowed."
                )
                break
    except Inaudible as error:
        raise Unreadable(str(error)) from error
    document = builder.build("audio")
    if not document.text:
        raise Unreadable("No speech was heard in the recording.")
    return document


def _mark(seconds: float) -> str:
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
