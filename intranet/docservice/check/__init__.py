"""Reads any Word letter and compares what the reader sees with Decree 30/2020; knows neither web nor database."""
