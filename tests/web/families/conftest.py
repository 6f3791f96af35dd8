"""The town of the people pages: families with joined records."""

from tests.web.people.conftest import amara, sign_in, town

__all__ = ["amara", "sign_in", "town"]
