"""The user guide: for every post, how to do what it does, with links to the pages themselves."""
