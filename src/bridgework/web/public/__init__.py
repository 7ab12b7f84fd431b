"""Pages of a practice for people without an account, and addresses that outside services call."""
