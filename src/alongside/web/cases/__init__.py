"""Cases: who works with which family, and every step that was taken, from allocation to closure.

One function, :func:`alongside.web.cases.steps.take_step`, is the only way in which anything happens
to a case. This app refuses to lose a step, to skip one, and to rank people or workers.
"""
