"""Letters from a form to the register: drafts, versions, checks, signing, numbers, issuing."""
