"""Who reaches what: every address, every kind of person, own and foreign things; expected outcomes written by hand."""
