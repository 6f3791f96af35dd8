"""Finding a person, and the one page that shows what is known of them.

Every page here opens the person through :func:`alongside.timeline.open_person`: the access is
checked and in the ledger before a row is read. Nothing here edits a record; *this is wrong* is kept
beside it and answered by name.
"""
