"""Letters by the hundred: a template, an Excel sheet, one approval, numbers, and a job that makes them all."""
