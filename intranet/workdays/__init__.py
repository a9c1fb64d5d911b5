"""The office's working days: days off and swapped days of each year, asked by every feature with a deadline."""
