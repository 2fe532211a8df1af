"""What the core remembers: frozen records, no behaviour beyond what follows from their own fields."""
