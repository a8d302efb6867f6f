"""Markdown as Telegram shows it; the emulator's parser is the judge of the HTML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from interfaces.telegram.markup import render
from interfaces.telegram.parts import parts
from interfaces.telegram.units import clip
from tests.support.bot_api.html import parse, units

ANSWER = """# The week

Two **things**, _one_ `x < 2` & [a page](https://example.org/?a=1&b="2"):

1. first
   - inner
2. second

> quoted
> > inside

```py
if a < b: pass
```

| day | hours |
|-----|-------|
| Mon | 8 |

<script>alert(1)</script> ![a cat](https://example.org/cat.png) [no](javascript:alert(1)) [1]
"""
SEEN = """The week

Two things, one x < 2 & a page:

1. first
   ◦ inner
2. second

quoted

inside

if a < b: pass

day  hours
Mon  8

<script>alert(1)</script> a cat [no](javascript:alert(1)) [1]"""


def test_an_answer_is_shown_as_it_was_meant() -> None:
    shown = parse(render(ANSWER).html)
    assert shown.text == render(ANSWER).text == SEEN
    kinds = {each["type"] for each in shown.entities}
    assert kinds == {"bold", "italic", "code", "text_link", "blockquote", "pre"}
    links = [each["url"] for each in shown.entities if each["type"] == "text_link"]
    assert links == ["https://example.org/?a=1&b=%222%22", "https://example.org/cat.png"]
    assert next(each for each in shown.entities if each.get("language")) == {
        "type": "pre", "language": "py", "offset": units(SEEN[: SEEN.index("if a")]), "length": 14,
    }  # fmt: skip


def test_a_wide_table_becomes_records() -> None:
    wide = "| name | what |\n|---|---|\n| Ana | " + "long " * 20 + "|\n| Ben | short |"
    assert render(wide).text.startswith("name: Ana\nwhat: long long")
    assert render(wide).text.endswith("name: Ben\nwhat: short")


def test_characters_beyond_the_basic_plane_count_twice() -> None:
    assert clip("😀😀😀", 5) == "😀😀"
    assert clip("a😀b", 3) == "a😀"
    assert [units(each) for each in parts("😀" * 5000)] == [4096, 4096, 1808]


def test_no_code_block_is_torn() -> None:
    code = "```py\n" + "\n".join(f"line {number}" for number in range(2000)) + "\n```"
    found = parts(f"Before.\n\n{code}\n\nAfter.")
    assert len(found) > 4
    for each in found[1:-1]:
        assert [entity["type"] for entity in parse(render(each).html).entities] == ["pre"]
    seen = "\n".join(render(each).text for each in found)
    assert all(f"line {number}" in seen.split("\n") for number in range(2000))


def test_a_table_keeps_its_head_in_every_part() -> None:
    table = "| n | word |\n|---|---|\n" + "\n".join(f"| {n} | {'word' * 7}{n} |" for n in range(250))
    found = parts(table)
    assert len(found) > 2
    assert all(render(each).text.split("\n")[0].split() == ["n", "word"] for each in found)


def test_a_list_is_cut_between_its_items_and_keeps_its_numbers() -> None:
    found = parts("\n".join(f"{n}. item number {n}" for n in range(1, 600)))
    assert len(found) > 2
    first = [render(each).text.split("\n")[0] for each in found]
    assert all(line.startswith(f"{line.split()[-1]}. ") for line in first)


def test_emphasis_is_not_torn() -> None:
    found = parts("some words **that stand out here** and some more. " * 300)
    assert not [each for each in found if "*" in render(each).text]


pieces = some.sampled_from(
    ["**", "*", "_", "`", "```\n", "~~", "[a](http://b.c)", "| a | b |\n|---|---|\n", "> ", "- ", "1. ", "# ", "\n",
     "\n\n", "<b>", "&amp;", "<", "word ", "😀", "long" * 9, "|", "\\", "![x](y)", "    code\n", "---\n"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(some.lists(pieces, max_size=120).map("".join), some.integers(20, 200))
def test_any_text_is_cut_into_messages_that_are_accepted(markdown: str, most: int) -> None:
    for each in parts(markdown, most):
        shown = parse(render(each).html)
        assert shown.text == render(each).text
        assert 0 < units(shown.text) <= most
        assert shown.text.strip()


@pytest.mark.parametrize("text", ["", "  \n ", "[a]: http://b.c"])
def test_nothing_to_see_is_no_message(text: str) -> None:
    assert parts(text) == []
