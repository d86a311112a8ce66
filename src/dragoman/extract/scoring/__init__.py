"""The learned stage: at which words of a report an event is told or a position taken, by a small encoder."""
