"""Backup and restore: one file with every row and every stored file, proven by hashes, from one engine to another."""
