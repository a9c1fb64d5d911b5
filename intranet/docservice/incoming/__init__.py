"""Letters that came: one PDF of their files, what their head says and where, their text, the stamp ĐẾN."""
