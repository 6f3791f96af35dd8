"""Referrals: somebody asks us to look.

The form searches while it is typed, so that nobody is written down twice; who reported is kept
apart. This app refuses to join people by itself.
"""
