"""The command line: one command a file; prints, progress bars, fixed exit codes.

This room refuses to hold a rule: a command reads its words, calls one action and prints. Heavy
libraries are imported inside the commands, so that ``alongside --help`` answers at once.
"""
