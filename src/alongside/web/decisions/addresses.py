"""Keys of other systems in addresses: any key, also one with a slash, as one part of a path."""

from __future__ import annotations

from django.urls import register_converter

POINT = "<slug:kind>/<slug:source>/<key:key>/"


class KeyInPath:
    """A source's key; ``/`` and ``%`` are written as ``%2F`` and ``%25`` within the part."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The key itself."""
        return value.replace("%2F", "/").replace("%25", "%")

    def to_url(self, value: str) -> str:
        """The key as one part of a path."""
        return value.replace("%", "%25").replace("/", "%2F")


register_converter(KeyInPath, "key")
