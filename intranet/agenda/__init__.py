"""Deadlines as people keep them: a calendar, a feed for the telephone, a slip of paper for the leader."""
