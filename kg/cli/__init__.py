"""The command line: one file for each command, and no logic in them."""

from kg.cli.main import main

__all__ = ["main"]
