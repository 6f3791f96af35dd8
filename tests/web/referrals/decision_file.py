"""How the made-up offices decide on a referral; text alone, so that any process can read it."""

SCREENING = """\
title = "Screen a referral"
question = "What happens with this referral?"
opens = "referral"
source = "cases"
due_days = 2
second_look = true
likelihood_of = "harm is confirmed within a year"
[[choice]]
name = "visit"
says = "Screen in: somebody visits"
leads_to = "case"
within = [
  { name = "day", says = "Within 24 hours: a child may be in danger now", hours = 24 },
  { name = "week", says = "Within 5 days", days = 5 },
]
reasons = [{ name = "hurt", says = "A child was hurt" }]
[[choice]]
name = "close"
says = "Screen out: nobody visits"
reasons = [{ name = "advice", says = "Advice was enough" }]
"""
