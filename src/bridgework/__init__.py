"""Bridgework carries a dental referral until the report is back in the hands of the one who referred."""

__version__ = "0.1.0"
