"""What is typed about a publication and about a channel."""

from collections.abc import Iterable
from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import NumberRange

from intranet.core.clock import today
from intranet.emulation.rules import TOPIC_LABELS
from intranet.emulation.service.publicity import PublicationFacts
from intranet.web.forms import Checks, Choice, Day, Form, Line, Whole, as_choices


class PublicationForm(Form):
    """One piece that was published."""

    channel_id = Choice("Kênh", required=True)
    title = Line("Tên tin, bài, chương trình", required=True)
    published_on = Day("Ngày đăng, phát", required=True, default=today)
    topic = Choice("Nội dung", TOPIC_LABELS.items(), required=True)
    url = Line(
        "Đường dẫn", most=1900, description="Chép từ trình duyệt. Bài trên giấy, trên sóng thì gửi ảnh chụp ở dưới."
    )
    picture = FileField("Ảnh chụp", description="JPEG, PNG.")
    about = Checks("Về điển hình", coerce=int)
    about_words = Line("Về ai, việc gì khác")
    task_id = Choice("Là minh chứng của nhiệm vụ")
    department_id = Choice("Đơn vị", required=True)

    def offer(self, channels: Iterable[Any], exemplars: Iterable[Any]) -> None:
        """The channels and exemplars to choose from."""
        self.channel_id.choices = as_choices((str(channel.id), channel.name) for channel in channels)
        self.about.choices = as_choices((one.id, f"{one.name} ({one.member.name})") for one in exemplars)

    def facts(self) -> PublicationFacts:
        """The publication as the service takes it."""
        return PublicationFacts(
            channel_id=int(self.channel_id.data),
            topic=self.topic.data,
            title=self.title.data,
            published_on=self.published_on.day,
            url=self.url.data,
            about=tuple(self.about.data or ()),
            about_words=self.about_words.data,
        )


class ChannelForm(Form):
    """One channel."""

    name = Line("Tên kênh", required=True, most=120)
    position = Whole("Thứ tự", default=1, validators=[NumberRange(1, 999, message="Hãy ghi số từ 1 đến 999.")])
    closed_on = Day("Thôi dùng từ ngày", description="Để trống khi còn đăng; tin, bài cũ vẫn được đếm.")
