"""What protects the children and the people who work for them: disclosure, guard, audit, encryption."""
