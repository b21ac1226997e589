"""What each page says: records made into finished words, numbers and links."""
