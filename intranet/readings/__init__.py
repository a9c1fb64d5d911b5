"""Letters that were read: the tasks a plan hands out, proposed beside its own words and confirmed by a person."""
