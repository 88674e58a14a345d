"""Extractions in, checked RDF out: one graph an article, and the reason for each rejection."""
