"""Reports on plans."""
