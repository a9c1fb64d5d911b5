"""Numbers and the Sổ đăng ký văn bản đi: each number is a row, and every hole has a name and a reason."""
