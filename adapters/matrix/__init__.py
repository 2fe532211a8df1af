"""Matrix: officers on their own homeserver, in encrypted conversations and rooms."""
