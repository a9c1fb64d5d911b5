"""Phát hành, chuyển phát (Điều 18 NĐ 30/2020): to whom a numbered letter goes, by which way, and who has it."""
