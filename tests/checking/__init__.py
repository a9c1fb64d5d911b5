"""Kiểm tra thể thức: dropping files, what is said of them, mending, and what others may not see."""
