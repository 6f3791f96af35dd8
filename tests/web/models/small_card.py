def small_card() -> str:
    return "{}"
