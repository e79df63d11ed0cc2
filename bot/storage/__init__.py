"""What is remembered, and the only SQL: one door, the tables, and the queries of each feature."""
