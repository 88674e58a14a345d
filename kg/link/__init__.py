"""Extractions in, Extractions out, with Wikidata ids where one is sure enough."""
