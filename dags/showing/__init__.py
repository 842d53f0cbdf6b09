"""What people see in the terminal, and programs read from it."""
