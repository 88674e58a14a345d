"""Documents in, Extractions out: entities, events with roles, relations, each with its evidence."""
