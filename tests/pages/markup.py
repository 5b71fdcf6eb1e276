"""HTML as a list of what matters in it, so that two ways of writing the same markup compare equal."""

from __future__ import annotations

from html.parser import HTMLParser

Attributes = frozenset[tuple[str, str]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, str, Attributes]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = frozenset((name, " ".join(sorted((value or "").split()))) for name, value in attrs)
        self.seen.append(("start", tag, told))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("end", tag, frozenset()))

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.seen.append(("text", text, frozenset()))


def read(html: str) -> list[tuple[str, str, Attributes]]:
    """Tags, attributes and words in order. The order of attributes and of classes, and white space, do not count."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.seen
