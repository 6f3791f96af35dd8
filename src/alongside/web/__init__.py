"""Pages and stores: the only room that knows Django.

One app per page area, each with its models, forms, views and templates. Rules live in the rooms
below and take plain values; a view fetches through the permission, calls one function and renders.
"""
