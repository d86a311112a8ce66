"""From text to trees: segments, the language model, clauses, moods and quotation marks."""
