"""The short name of a practice, as it stands in addresses and on the command line."""


def short_name(name: str) -> str:
    """Small letters and digits of the name with hyphens between, at most 60; "office" where none is left."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower())
    return "-".join(part for part in plain.split("-") if part)[:60].rstrip("-") or "office"
