"""Articles in (files, folders, streams), Documents out."""
