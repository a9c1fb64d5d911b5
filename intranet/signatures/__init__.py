"""Electronic signatures in the office: certificates and keys, signing a letter, sealing it, verifying any PDF."""
