"""What an archive's articles and events have to do with each other: copies and stories, as labels beside them."""
