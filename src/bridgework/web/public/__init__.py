"""Addresses for outside callers who have no account: at present only the text message service's receipts."""
