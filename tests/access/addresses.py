"""Every address of the project, read from the URL configuration itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def every_name() -> list[str]:
    """Names in the order of the configuration, with their namespace. A pattern without a name is listed by its path."""
    return list(_names(get_resolver(), "", ""))


def _names(resolver: URLResolver, namespace: str, path: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = f"{path}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern, inner, here)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}" if pattern.name else f"no name: /{here}"
