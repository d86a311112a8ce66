"""What things are: articles, mentions and records. Standard library only."""
