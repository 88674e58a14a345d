"""newskg: facts from news articles, as a knowledge graph you can query."""

__version__ = "0.1.0"

__all__ = ["__version__"]
