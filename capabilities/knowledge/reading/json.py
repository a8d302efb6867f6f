"""JSON: each value on a line behind its path; lists of alike records as tables. Notebooks as their cells."""

import json
from collections.abc import Iterator
from typing import Any

from capabilities.knowledge.reading.document import ReadDocument, TextBuilder, Unreadable
from capabilities.knowledge.reading.source import Source
from capabilities.knowledge.reading.text import decode


def read(source: Source) -> ReadDocument:
    content = parse(decode(source.data))
    builder = TextBuilder()
    if is_notebook(content):
        _add_notebook(builder, content)
        return builder.build("ipynb")
    _add(builder, "", content)
    return builder.build("json")


def parse(text: str) -> Any:
    """One value, or the values of JSON lines as a list. Raises Unreadable."""
    try:
        return json.loads(text)
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [json.loads(line) for line in lines]
        except ValueError:
            raise Unreadable(f"The JSON file is damaged: {error}.") from None


def is_notebook(content: Any) -> bool:
    return isinstance(content, dict) and "nbformat" in content and isinstance(content.get("cells"), list)


def _add(builder: TextBuilder, path: str, value: Any) -> None:
    if isinstance(value, list) and _are_records(value):
        if path:
            builder.line(f"{path}:")
        builder.table(_table(value))
    elif isinstance(value, dict | list):
        for key, inner in _items(value):
            _add(builder, f"{path}.{key}" if path else key, inner)
    else:
        text = value if isinstance(value, str) else json.dumps(value)
        builder.line(f"{path}: {text}" if path else text)


def _items(value: dict[str, Any] | list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    else:
        yield from ((str(number), inner) for number, inner in enumerate(value, 1))


def _are_records(values: list[Any]) -> bool:
    """At least two, flat, and with names in common."""
    if len(values) < 2 or not all(isinstance(value, dict) for value in values):
        return False
    flat = not any(isinstance(inner, dict | list) for value in values for inner in value.values())
    names = {name for value in values for name in value}
    return flat and len(names) > 1 and sum(map(len, values)) >= len(values) * len(names) / 2


def _table(values: list[dict[str, Any]]) -> Iterator[list[str]]:
    names = list(dict.fromkeys(name for value in values for name in value))
    yield names
    for value in values:
        yield [_cell(value.get(name)) for name in names]


def _cell(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def _add_notebook(builder: TextBuilder, notebook: dict[str, Any]) -> None:
    from capabilities.knowledge.reading.markdown import add_markdown

    for cell in notebook["cells"]:
        if not isinstance(cell, dict):
            continue
        text = _joined(cell.get("source"))
        if cell.get("cell_type") == "markdown":
            add_markdown(builder, text)
        else:
            for line in [*text.splitlines(), *_outputs(cell)]:
                builder.line(line)


def _outputs(cell: dict[str, Any]) -> Iterator[str]:
    for output in cell.get("outputs") or ():
        if isinstance(output, dict):
            shown = output.get("data")
            plain = shown.get("text/plain") if isinstance(shown, dict) else None
            yield from _joined(output.get("text") or plain).splitlines()


def _joined(lines: Any) -> str:
    return "".join(map(str, lines)) if isinstance(lines, list) else str(lines or "")
