"""Turtle in, plain dataclasses out: classes, roles, relations and the lexicon."""
