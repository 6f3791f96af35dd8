"""One verb a file: where rooms meet. Stores come in as Protocols, so nothing here knows Django.

This room refuses to decide about people: it carries out what rules of the rooms below and named
workers decided.
"""
