"""A letter that came in: whose it is, what they wrote themselves, and what it brings."""

import pytest

from interfaces.email.reading import own_words, read_letter

AUTH = "Authentication-Results: mx.example.org; dmarc=pass header.from=example.com"


def mail(body: str = "Hello", *headers: str, sender: str = "Ana <Ana@Example.com>", auth: str = AUTH) -> bytes:
    lines = [auth, f"From: {sender}", "Subject: A question", "Message-ID: <1@example.com>", *headers]
    return "\n".join([*[line for line in lines if line], "", body]).encode()


def test_a_letter_says_who_wrote_what() -> None:
    letter = read_letter(mail("Hello\n\nOn Mon, Ana wrote:\n> earlier"), "mx.example.org")
    assert (letter.address, letter.name, letter.subject) == ("ana@example.com", "Ana", "A question")
    assert (letter.text, letter.message_id, letter.proved, letter.machine) == ("Hello", "<1@example.com>", True, False)


@pytest.mark.parametrize("auth", [
    "", "Authentication-Results: mx.example.org; dmarc=fail", "Authentication-Results: evil.example; dmarc=pass",
    "Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=evil.example",
    "Authentication-Results: mx.example.org; dkim=pass header.d=evil.example",
    "Authentication-Results: mx.example.org; dmarc=pass header.from=evil.example",
    "Authentication-Results: mx.example.org.evil.example; dmarc=pass",
    "Authentication-Results: mx.example.org; none\nAuthentication-Results: mx.example.org; dmarc=pass",
])  # fmt: skip
def test_nobody_is_believed_without_the_word_of_our_own_server(auth: str) -> None:
    assert not read_letter(mail(auth=auth), "mx.example.org").proved


@pytest.mark.parametrize("auth", [
    AUTH, "Authentication-Results: mx.example.org 1; spf=fail; dkim=pass header.i=@example.com",
    "Authentication-Results: mx.example.org;\n dkim=pass (2048-bit key) header.d=example.com header.s=s1",
])  # fmt: skip
def test_the_word_of_our_own_server_is_believed(auth: str) -> None:
    assert read_letter(mail(auth=auth), "mx.example.org").proved


def test_two_senders_prove_nobody() -> None:
    assert not read_letter(mail("Hello", "From: Eve <eve@evil.example>"), "mx.example.org").proved


@pytest.mark.parametrize("header", ["Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <news.example>"])
def test_letters_of_machines_are_known(header: str) -> None:
    assert read_letter(mail("Hello", header), "mx.example.org").machine


@pytest.mark.parametrize(("text", "own"), [
    ("yes\n\nOn Mon, 1 Jan 2026 at 10:00, Assistant\n<a@b.example> wrote:\n> May I?", "yes"),
    ("ja\r\n\r\nAm 1.1.2026 um 10:00 schrieb Assistent:\r\n> Darf ich?", "ja"),
    ("no\n-----Original Message-----\nFrom: x", "no"),
    ("Hello\n-- \nAna, Example Ltd", "Hello"), ("> all quoted", ""), ("", ""),
])  # fmt: skip
def test_only_the_persons_own_words_count(text: str, own: str) -> None:
    assert own_words(text) == own


def test_a_page_is_read_as_text() -> None:
    letter = read_letter(mail("<p>Yes</p><blockquote>May I?</blockquote>", "Content-Type: text/html"), "mx.example.org")
    assert letter.text == "Yes"


def test_a_letter_that_is_damaged_is_read_as_far_as_it_goes() -> None:
    for raw in (b"", b"\xff\xfe\x00", b"From: \n\n", mail("x", 'Content-Type: text/plain; charset="no-such"')):
        assert not read_letter(raw, "").proved
