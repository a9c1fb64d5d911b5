"""What the program may refuse, each refusal with a sentence for the person: what is the matter, and what to do."""


class DomainError(Exception):
    """A refusal that a person may read: `sentence` says what is the matter, `advice` what to do now."""

    status = 409

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice


class Refused(DomainError):
    """The thing cannot be done in its present state."""


class Stale(DomainError):
    """Somebody else changed the thing meanwhile; nothing of either is lost."""


class NotPermitted(DomainError):
    """The person may not do this."""

    status = 403


class NotFound(DomainError):
    """There is no such thing, or none that this person may know of."""

    status = 404

    def __init__(self, sentence: str = "Không tìm thấy nội dung này.", advice: str = "") -> None:
        super().__init__(sentence, advice or "Hãy kiểm tra lại đường dẫn hoặc tìm trong ô tìm kiếm.")


class Invalid(DomainError):
    """What was typed cannot be taken; `field` names the place in the form, if one is to blame."""

    status = 422

    def __init__(self, sentence: str, field: str = "", advice: str = "") -> None:
        super().__init__(sentence, advice)
        self.field = field
