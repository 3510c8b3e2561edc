"""Where matching asks the engine: the lexicon as it is now, the index, searches and lists."""
