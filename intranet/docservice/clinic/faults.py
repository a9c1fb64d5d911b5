"""What can be wrong with a template: codes, each with its words for what, why and how to mend, in one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from intranet.docservice.clinic.places import Place

Weight = Literal["must", "should"]
WEIGHT_WORDS: dict[Weight, str] = {"must": "Phải sửa", "should": "Nên xem"}


@dataclass(frozen=True)
class Kind:
    """One kind of fault in words; what stands in braces comes with the fault. `weight` must: not saved like this."""

    what: str
    why: str
    mend: str
    weight: Weight = "must"


KINDS: dict[str, Kind] = {
    # How a place to fill is written: {{ … }} and {% … %}.
    "open_brace_missing": Kind("Thiếu dấu mở trước “{inner}”", "Khi gõ hoặc sửa đã mất một dấu {{.", "Viết đủ hai đầu: {right}"),
    "close_brace_missing": Kind("Thiếu dấu đóng sau “{inner}”", "Khi gõ hoặc sửa đã mất một dấu }}.", "Viết đủ hai đầu: {right}"),
    "never_closed": Kind("Mở {opener} mà không có dấu đóng trong cùng đoạn", "Dấu đóng bị xóa, hoặc đã bấm Enter ở giữa nên nó rơi sang đoạn khác.", "Gõ lại trọn vẹn trên một dòng: {right}"),
    "broken_by_enter": Kind("{what_words} bị ngắt sang đoạn sau", "Đã bấm Enter ở giữa chỗ điền.", "Đặt con trỏ cuối đoạn này, bấm Delete cho liền lại thành {right}"),
    "broken_by_sign": Kind("Trong {what_words} có {sign}", "Word đã chèn {sign} khi gõ, nên máy không đọc được tên.", "Xóa rồi gõ lại liền một mạch: {right}"),
    "mixed_delimiters": Kind("Mở bằng {opener} nhưng đóng bằng {closer}", "Nhầm giữa chỗ điền và câu lệnh.", "Sửa thành {right}"),
    "spaced_braces": Kind("Có khoảng trắng giữa hai dấu ngoặc của “{inner}”", "Hai dấu ngoặc phải viết liền nhau.", "Sửa thành {right}"),
    "wide_braces": Kind("Dấu ngoặc của “{inner}” là loại chữ rộng", "Gõ bằng bàn phím hoặc phông chữ khác.", "Gõ lại: {right}"),
    "triple_braces": Kind("Thừa dấu ngoặc quanh “{inner}”", "Gõ thừa một dấu.", "Để đúng hai dấu: {right}"),
    "nested_tag": Kind("Chỗ điền nằm trong một chỗ điền khác", "Chép dán đè lên nhau.", "Tách ra, mỗi chỗ một mục: {right}"),
    "single_braces": Kind("“{words}” chỉ có một dấu ngoặc nên in ra nguyên văn", "Thiếu một dấu ở mỗi đầu.", "Sửa thành {right}"),
    "empty_tag": Kind("Chỗ điền không có tên", "Tên đã bị xóa, chỉ còn dấu ngoặc.", "Xóa đi, hoặc ghi tên một mục."),
    "foreign_quotes": Kind("Dấu nháy {quote} trong câu lệnh không dùng được", "Word tự đổi dấu nháy thẳng.", 'Dùng dấu nháy thẳng ": {right}'),
    "open_quote": Kind("Dấu nháy mở mà không đóng", "Mất một dấu nháy.", "Viết đủ cặp dấu nháy quanh chữ so sánh."),
    "accents_in_name": Kind("Tên “{name}” có dấu tiếng Việt", "Tên mục viết không dấu.", "Ý bạn là {guess}? Sửa thành {right}"),
    "space_in_name": Kind("Tên “{name}” có khoảng trắng", "Tên mục viết liền bằng dấu gạch dưới.", "Ý bạn là {guess}? Sửa thành {right}"),
    "hyphen_in_name": Kind("Tên “{name}” có dấu gạch nối", "Tên mục dùng dấu gạch dưới.", "Ý bạn là {guess}? Sửa thành {right}"),
    "single_equals": Kind("So sánh viết bằng một dấu =", "Phép so sánh cần hai dấu bằng.", "Sửa thành {right}"),
    "vietnamese_command": Kind("“{name}” không phải từ của câu lệnh", "Câu lệnh chỉ hiểu từ tiếng Anh.", "Dùng {guess}: {right}"),
    "bad_expression": Kind("Không hiểu “{inner}”", "Viết sai câu lệnh ({detail}).", "Xem bảng “Chỗ điền” trong hướng dẫn rồi viết lại."),
    "too_long": Kind("Câu lệnh quá dài hoặc quá rối", "Một chỗ điền chỉ nên in một mục.", "Chia thành nhiều chỗ điền."),
    "too_many_tags": Kind("Mẫu có hơn {limit} chỗ điền", "Tệp này không phải một mẫu thư thường.", "Chia thành nhiều mẫu."),
    # Where a command stands.
    "prefix_apart": Kind("{{% và {prefix} không liền nhau, hoặc sau {prefix} không phải khoảng trắng thường", "Có khoảng trắng thừa, hoặc viết hoa, sau dấu mở.", "Sửa thành {right}"),
    "outside_table": Kind("{words} nằm ngoài bảng", "{{%{prefix} chỉ dùng trong bảng.", "Dùng {right}, hoặc đưa vào bảng."),
    "text_lost": Kind("Chữ “{lost}” đứng cùng {unit} với {words} sẽ bị mất", "Cả {unit} chứa câu lệnh này bị bỏ khi in.", "Để câu lệnh đứng một mình một {unit}; chuyển chữ ấy sang {unit} khác."),
    "two_in_one": Kind("Hai câu lệnh {words} và {other} trong cùng một {unit}", "Mỗi {unit} chỉ giữ được một câu lệnh, câu kia bị bỏ.", "Đưa mỗi câu lệnh vào một {unit} riêng."),
    # Loops and conditions.
    "unclosed": Kind("{words} thiếu {end}", "Đã mở {block} mà chưa đóng; câu đóng có thể đã bị xóa.", "Thêm {end} vào {where}"),
    "stray_end": Kind("{words} không đóng câu lệnh nào", "Câu mở đã bị xóa, hoặc thừa câu đóng.", "Xóa đi, hoặc thêm {begin} ở trên."),
    "wrong_end": Kind("{opened} đóng nhầm bằng {words}", "{block_title} phải đóng bằng {end}.", "Sửa {words} thành {end}"),
    "crossing": Kind("{opened} và {words} chéo nhau", "Câu mở sau phải đóng trước.", "Đưa {inner_end} lên trước {words}"),
    "stray_else": Kind("{words} không nằm trong {{% if %}} nào", "Câu if đã bị xóa.", "Xóa đi, hoặc thêm câu if ở trên."),
    "second_else": Kind("Hai câu else trong một if", "Một if chỉ có một else.", "Bỏ một câu, hoặc dùng elif điều kiện."),
    "other_part": Kind("{words} mở ở đây nhưng câu đóng nằm ở {other_place}", "Mỗi phần của tệp (thân, đầu trang, chân trang) được in riêng.", "Đặt câu mở và câu đóng trong cùng một phần."),
    "other_container": Kind("{words} mở ở đây nhưng đóng ở {other_place}", "Câu mở và câu đóng phải cùng trong một ô, hoặc cùng ngoài bảng.", "Chuyển {end} về cùng chỗ với câu mở; muốn lặp cả dòng của bảng thì dùng {{%tr … %}}."),
    "other_table": Kind("{words} mở ở bảng này nhưng đóng ở {other_place}", "Câu đóng nằm ở bảng khác.", "Đặt {end} trong dòng ngay dưới các dòng phải lặp của cùng bảng."),
    "outside_row": Kind("{words} lặp qua nhiều ô hoặc nhiều dòng của bảng mà không có “tr”", "Muốn lặp cả dòng thì câu lệnh phải là {{%tr … %}}, đứng riêng một dòng.", "Dùng {right} ở một dòng riêng phía trên, {end_tr} ở một dòng riêng phía dưới."),
    "mixed_prefix": Kind("{opened} mở và {words} đóng không cùng loại", "Câu mở và câu đóng phải cùng có p, cùng có tr, hoặc cùng không có.", "Sửa thành {right}"),
    "same_row": Kind("{opened} và {words} trong cùng một dòng của bảng", "Mỗi câu {{%tr %}} làm mất cả dòng chứa nó.", "Đặt {opened} ở một dòng riêng phía trên, {words} ở một dòng riêng phía dưới dòng phải lặp."),
    "should_be_p": Kind("{words} nằm giữa chữ và đóng ở đoạn khác", "In được, nhưng dễ dính hoặc thừa dòng trống.", "Để riêng một đoạn: {right}", "should"),
    "empty_loop": Kind("Giữa {words} và câu đóng không có gì để in", "Phần cần lặp đã bị xóa.", "Ghi chỗ điền vào giữa, hoặc xóa cả hai câu.", "should"),
    "unknown_command": Kind("Không có câu lệnh “{name}”", "Viết sai tên câu lệnh.", "Ý bạn là {guess}? Sửa thành {right}"),
    "forbidden_command": Kind("Câu lệnh “{name}” không được dùng trong mẫu", "Mẫu chỉ in và chọn, không tính toán.", "Xóa câu lệnh này."),
    "bad_loop": Kind("Không hiểu vòng lặp {words}", "Vòng lặp viết: tên-một-dòng in tên-danh-sách.", "Sửa thành {right}"),
    "bad_condition": Kind("Sau {name} chưa có điều kiện", "Thiếu tên mục để xét.", "Viết như {right}"),
    "end_with_words": Kind("Câu đóng {words} thừa chữ", "Câu đóng không kèm tên.", "Sửa thành {right}"),
    # Names.
    "unknown_name": Kind("Biểu mẫu không có mục “{name}”", "Gõ sai tên, hoặc mục này chưa khai báo.", "{guess_words}"),
    "unknown_list": Kind("Vòng lặp qua “{name}”, mà biểu mẫu không có danh sách ấy", "Gõ sai tên danh sách.", "{guess_words}"),
    "loop_over_text": Kind("Vòng lặp qua “{name}”, mà đó không phải danh sách", "“{name}” chỉ là một mục chữ.", "{guess_words}"),
    "no_prefix": Kind("“{name}” thiếu tên dòng ở trước", "Đây là cột của bảng đang lặp, phải đi kèm tên dòng.", "Sửa thành {right}"),
    "outside_loop": Kind("“{name}” dùng ngoài vòng lặp", "Tên này chỉ có nghĩa giữa câu for và endfor của nó.", "Chuyển vào trong vòng lặp, hoặc thêm vòng lặp ở chỗ này."),
    "column_outside_loop": Kind("“{name}” là cột của bảng “{table}”, không in riêng được", "Chỗ này không nằm trong vòng lặp của bảng.", "Đặt trong {{%tr for dong in {table} %}} và viết {right}"),
    "unknown_part": Kind("“{owner}” không có phần “{name}”", "Gõ sai tên cột hoặc tên phần.", "{guess_words}"),
    "part_of_text": Kind("“{owner}” không có phần nào (“.{name}”)", "“{owner}” là một mục chữ, in thẳng ra.", "Sửa thành {right}"),
    "part_of_list": Kind("“{owner}” là danh sách, không lấy “.{name}” được", "Phải lặp qua danh sách rồi mới in từng dòng.", "Dùng for dong in {owner}, rồi viết {{{{ dong.{name} }}}}"),
    "prints_list": Kind("“{name}” là cả danh sách, in ra sẽ thành mã máy", "Danh sách phải in từng dòng.", "Dùng {right}"),
    "prints_record": Kind("“{name}” gồm nhiều phần, không in cả được", "Phải chọn một phần.", "Chọn một: {parts}"),
    "prints_body": Kind("“{name}” là phần nội dung nhiều đoạn, in ra sẽ thành mã máy", "Phần nội dung phải qua than_bai.", "Đứng một mình một đoạn: {right}"),
    "shadowed": Kind("Tên dòng “{name}” trùng tên đã có", "Trong vòng lặp, tên cũ bị che mất.", "Đặt tên khác, ví dụ {right}"),
    "nested_same": Kind("Vòng lặp qua “{name}” nằm trong một vòng lặp qua chính “{name}”", "Mỗi dòng sẽ in lại cả danh sách.", "Bỏ vòng lặp bên trong, hoặc lặp qua danh sách khác."),
    "too_deep": Kind("Quá nhiều {what} lồng nhau", "Văn bản sẽ phình ra rất lớn.", "Chỉ lồng nhiều nhất {limit} {what}."),
    "list_of_letters": Kind("“{name}” là một mục chữ, không phải danh sách, nên “{how}” lấy từng chữ cái", "Chỉ danh sách mới có từng dòng để lấy hoặc nối.", "Sửa thành {right}"),
    "beyond_list": Kind("“{name}[{index}]” có thể không có: danh sách thường ít dòng hơn", "Thiếu dòng ấy thì văn bản không in được.", "Nên lặp qua cả danh sách: for dong in {name}, rồi viết {{{{ dong }}}}", "should"),
    "decomposed": Kind("“{value}” gõ bằng dấu tổ hợp nên không khớp chữ của biểu mẫu", "Nhìn giống nhau, nhưng dấu và chữ là hai ký tự rời (thường do chép từ PDF).", "Xóa rồi gõ lại bằng Unicode dựng sẵn: {right}"),
    "unknown_choice": Kind("So sánh “{name}” với “{value}”, mà mục ấy không có lựa chọn này", "Chữ so sánh phải đúng từng chữ như trong biểu mẫu.", "{guess_words}"),
    "compares_text_with_number": Kind("So sánh “{name}” với một con số", "Mục của biểu mẫu là chữ; chỉ số dòng và |length mới là số.", 'Viết số trong dấu nháy và dùng == hoặc !=, hoặc so sánh {name}|length'),
    # What the sandbox refuses, and filters.
    "forbidden_part": Kind("“{name}” không được phép trong mẫu", "Mẫu chỉ in các mục của biểu mẫu.", "Xóa chỗ này."),
    "call": Kind("Không được gọi “{name}(…)” trong mẫu", "Mẫu chỉ in và chọn, không chạy lệnh.", "{guess_words}"),
    "computes": Kind("Không được tính toán ({operator}) trong mẫu", "Máy tự tính thành tiền và tổng khi biểu mẫu khai báo amount.", "Xóa phép tính; in mục đã tính sẵn như thanh_tien, {{…}}_tong."),
    "unknown_filter": Kind("Không có kiểu in “|{name}”", "Gõ sai, hoặc kiểu ấy không dùng ở đây.", "{guess_words}"),
    "body_filter_on_text": Kind("“{name}” không phải phần nội dung nhiều đoạn", "than_bai chỉ dùng cho nội dung, điều khoản, phân công.", "Dùng {right}"),
    "rule_without_length": Kind("Đường kẻ thiếu bề rộng cột", "duong_ke cần số xăng-ti-mét của cột.", "Sửa thành {right}"),
    "needs_p": Kind("{words} thiếu chữ p", "Kết quả là cả đoạn văn, phải thay cả đoạn chứa nó.", "Đứng một mình một đoạn: {right}"),
    "p_on_text": Kind("{{{{{prefix} … }}}} dùng cho mục chữ sẽ làm hỏng tệp", "Chỉ than_bai và duong_ke mới cần chữ p.", "Sửa thành {right}"),
    # The file.
    "unreadable": Kind("{detail}", "Tệp không dùng được.", "Mở bằng Word, lưu lại dạng .docx rồi gửi lại."),
    "not_printed_here": Kind("Chỗ điền ở {part_words} không được điền", "Phần này của tệp in ra nguyên văn.", "Chuyển chỗ điền vào thân văn bản."),
    "in_deleted": Kind("{words} nằm trong chữ đã xóa của sửa đổi chưa chấp nhận", "Chế độ theo dõi sửa đổi (Track Changes) còn giữ chữ cũ.", "Vào Review, Accept All Changes, rồi lưu lại."),
    "in_field_code": Kind("Chỗ điền nằm trong mã trường của Word", "Chỗ điền dán vào siêu liên kết hoặc trường tự động.", "Viết chỗ điền thành chữ thường."),
    "split_look": Kind("{words} có nhiều kiểu chữ khác nhau", "Word đã tách thành nhiều mảnh; in ra theo kiểu của mảnh đầu.", "Bôi đen cả chỗ điền rồi chọn lại một kiểu.", "should"),
    "lost_control": Kind("Mất ô nội dung “{name}”", "Văn thư không ghi được {what_words} khi phát hành.", "Chép lại ô ấy từ bản trước của mẫu."),
    "lost_style": Kind("Thiếu kiểu chữ (Style) “{name}”", "Kiểu bị xóa hoặc đổi tên.", "Chép lại kiểu ấy từ bản trước của mẫu."),
    "never_printed": Kind("Mục “{label}” bắt buộc điền nhưng không in ra ở đâu", "Chỗ điền {right} đã bị xóa khỏi tệp Word.", "Thêm lại chỗ điền, hoặc bỏ mục ấy khỏi biểu mẫu.", "should"),
    # The form and the trial.
    "form": Kind("{detail}", "Phần khai báo biểu mẫu chưa đúng.", "Sửa mục ấy trong biểu mẫu."),
    "example": Kind("{detail}", "Nội dung mẫu chưa đủ hoặc chưa đúng.", "Sửa nội dung mẫu."),
    "does_not_print": Kind("Mẫu chưa in được với nội dung mẫu: {detail}", "Máy đã in thử.", "Sửa chỗ ấy rồi thử lại."),
    "does_not_open": Kind("Tệp in thử ra không mở được", "Câu lệnh đặt sai chỗ làm hỏng tệp Word.", "Xem lại các câu lệnh trong bảng."),
    "format": Kind("Sai thể thức: {detail}", "{rule}.", "{expected}"),
    "format_as_before": Kind("Sai thể thức, bản đang dùng cũng vậy: {detail}", "{rule}.", "{expected}", "should"),
    "too_heavy": Kind("Mẫu chạy quá lâu hoặc tốn quá nhiều bộ nhớ nên đã dừng", "Vòng lặp lồng nhau hoặc tệp quá lớn.", "Giản lược mẫu rồi thử lại."),
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One fault at its place; `words` fill the sentences of its kind."""

    code: str
    place: Place
    words: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def weight(self) -> Weight:
        return KINDS[self.code].weight

    @property
    def what(self) -> str:
        return self._said(KINDS[self.code].what)

    @property
    def why(self) -> str:
        return self._said(KINDS[self.code].why)

    @property
    def mend(self) -> str:
        return self._said(KINDS[self.code].mend)

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"

    def as_json(self) -> dict[str, Any]:
        """The fault as plain values."""
        return {"code": self.code, "place": vars(self.place), "words": self.words}

    @classmethod
    def from_json(cls, table: Mapping[str, Any]) -> Self:
        """The fault of plain values."""
        return cls(table["code"], Place(**table["place"]), dict(table["words"]))

    def _said(self, sentence: str) -> str:
        return sentence.format(**self.words)
