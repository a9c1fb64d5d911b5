"""Letters signed with keys, from the bound certificate to the sealed file."""
