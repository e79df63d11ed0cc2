"""What can be done, told as short stories on a real database."""
