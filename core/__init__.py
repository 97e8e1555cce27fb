"""Row-cited answers over Vietnamese policy documents: the nouns, and what is stored."""
