"""The forms of letters: the one each template describes, and the small ones of each move."""
