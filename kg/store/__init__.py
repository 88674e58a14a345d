"""RDF in, answers out: named graphs on disk, SPARQL, dumps."""
