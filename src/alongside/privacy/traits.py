"""Protected traits: kept apart from who a person is, and never a reason for advice.

They are held for two uses only: to audit fairness, and to serve a person well (language).
"""

PROTECTED_TRAITS = frozenset(
    {
        "race",
        "ethnicity",
        "nationality",
        "religion",
        "disability",
        "sexual_orientation",
        "gender_identity",
        "pregnancy",
        "marital_status",
        "genetic",
    }
)
