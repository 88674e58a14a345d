"""The ontology's Turtle files, as package data: what is extracted. Code that reads them is `kg.ontology`."""
