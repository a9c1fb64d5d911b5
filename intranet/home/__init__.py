"""What stands above all features: today's work, the overview, search, the menu."""
