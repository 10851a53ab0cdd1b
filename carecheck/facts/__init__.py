"""What can be known about a home's computers and domains; nothing here looks or judges."""
