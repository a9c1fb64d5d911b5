"""The pages above all features."""
