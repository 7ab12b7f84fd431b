"""Pages of an office without an account: one referral that it sent, behind its private link."""
