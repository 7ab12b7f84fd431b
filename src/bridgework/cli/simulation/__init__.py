"""Lives of an installation that nobody should have to live through: what `bridgework simulate` does to a database of its own."""
