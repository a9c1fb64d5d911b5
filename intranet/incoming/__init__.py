"""Incoming letters: received, registered, directed, handled and answered (Điều 20–24 NĐ 30/2020)."""
