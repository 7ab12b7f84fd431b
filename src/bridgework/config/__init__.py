"""Ties the house together: settings, addresses and the door of the web server."""
