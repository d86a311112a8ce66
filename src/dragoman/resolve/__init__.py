"""Who, when and where: mentions of actors, time expressions, places."""
