"""Letters by the hundred: one template, one row of an Excel sheet for each letter."""
