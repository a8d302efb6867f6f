"""Listing, searching, renaming and removing conversations; paging through messages."""

from tests.gateway.server import Someone


def test_conversations_come_in_pages_the_latest_first(ana: Someone) -> None:
    for number in range(5):
        ana.say(f"message {number}")
    titles, cursor = [], None
    for _ in range(3):
        page = ana.get("/api/conversations", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        titles += [each["title"] for each in page["items"]]
        cursor = page["next"]
    assert titles == [f"message {number}" for number in (4, 3, 2, 1, 0)]
    assert cursor is None


def test_a_broken_cursor_is_refused(ana: Someone) -> None:
    assert ana.get("/api/conversations", params={"cursor": "yesterday"}).status_code == 422


def test_a_search_looks_in_titles_and_in_messages(ana: Someone) -> None:
    first = ana.say("Plans for the garden")["conversation_id"]
    ana.say("the tulips need water", conversation_id=first)
    ana.say("something else")
    by_title = ana.get("/api/conversations", params={"query": "GARDEN"}).json()["items"]
    by_words = ana.get("/api/conversations", params={"query": "tulips"}).json()["items"]
    assert [each["id"] for each in by_title] == [each["id"] for each in by_words] == [first]
    assert "tulips" in by_words[0]["snippet"]
    assert ana.get("/api/conversations", params={"query": ".*"}).json()["items"] == []


def test_a_conversation_is_renamed_put_away_and_removed(ana: Someone) -> None:
    path = f"/api/conversations/{ana.say('hello')['conversation_id']}"
    changed = ana.http.patch(path, json={"title": " Greetings ", "active": False}).json()
    assert (changed["title"], changed["active"]) == ("Greetings", False)
    assert ana.http.patch(path, json={"title": "  "}).status_code == 422
    assert ana.http.delete(path).status_code == 204
    assert ana.get(path).status_code == 404
    assert ana.http.delete(path).status_code == 404


def test_messages_come_newest_page_first_and_in_order_within_it(ana: Someone) -> None:
    conversation = ana.say("0")["conversation_id"]
    for number in range(1, 5):
        ana.say(str(number), conversation_id=conversation)
    path = f"/api/conversations/{conversation}/messages"
    newest = ana.get(path, params={"limit": 3}).json()
    older = ana.get(path, params={"limit": 3, "cursor": newest["next"]}).json()
    assert [each["text"] for each in newest["items"]] == ["2", "3", "4"]
    assert [each["text"] for each in older["items"]] == ["0", "1"]
    assert older["next"] is None
