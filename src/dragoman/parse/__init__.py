"""From text to trees: segments, the language model, clauses, modality and quotation marks."""
