"""What models may cost and what they did cost: prices, limits, reservations, records."""
