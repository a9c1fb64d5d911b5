"""The office: issuers, departments, groups, people, their roles and their authority to sign."""
