"""Every letter the builder knows: how its template.docx is made, and the form of its template.toml."""

from deploy.letters import agreements, bodies, decisions, named, office_letters, papers

TEMPLATES = {
    **bodies.TEMPLATES,
    **decisions.TEMPLATES,
    **named.TEMPLATES,
    **papers.TEMPLATES,
    **agreements.TEMPLATES,
    **office_letters.TEMPLATES,
}
FORMS = {**decisions.FORMS, **named.FORMS, **papers.FORMS, **agreements.FORMS, **office_letters.FORMS}
