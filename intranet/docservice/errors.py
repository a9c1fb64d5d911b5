"""What the document service can refuse: codes, each with its Vietnamese words, in one table."""

WORDS: dict[str, str] = {
    # Templates and facts.
    "unknown_template": "Không có mẫu “{template}”. Các mẫu hiện có: {known}.",
    "broken_template": "Mẫu “{template}” chưa dùng được: {problems}",
    "wrong_facts": "Nội dung chưa đủ hoặc chưa đúng: {problems}",
    "missing_name": "Mẫu “{template}” có chỗ điền “{name}” mà biểu mẫu không có. Hãy sửa tên ấy trong tệp mẫu.",
    "missing_item": "Mẫu “{template}” lấy dòng thứ {number} của một danh sách có ít dòng hơn. Hãy lặp qua danh sách "
    "trong tệp mẫu thay vì ghi số thứ tự.",
    "forbidden_in_template": "Mẫu “{template}” chứa lệnh không được phép: {detail}. Hãy xóa lệnh ấy khỏi tệp mẫu.",
    "template_syntax": "Mẫu “{template}” viết sai câu lệnh: {detail}. Hãy sửa trong tệp mẫu.",
    "template_unbalanced": "Mẫu “{template}” có lệnh mở và lệnh đóng khác cấp (trong và ngoài một ô, một đoạn) "
    "nên thư in ra bị hỏng. Hãy đặt hai lệnh ngang cấp: cùng hai đoạn, hoặc cùng hai hàng của bảng.",
    "unreadable_template": "Tệp mẫu “{template}” không đọc được. Hãy mở tệp bằng Word và lưu lại dạng .docx.",
    "unknown_copy": "Không có hình thức sao “{form}”. Các hình thức: {known}.",
    # Files of facts on the command line.
    "facts_not_found": "Không tìm thấy tệp “{path}”.",
    "facts_unreadable": "Tệp “{path}” không phải là {format} đúng: {detail}",
    "facts_wrong_kind": "Tệp “{path}” phải có đuôi .json hoặc .toml và chứa một bảng tên – giá trị.",
    "cannot_read": "Không mở được tệp “{path}”: {detail}.",
    "cannot_write": "Không ghi được tệp “{path}”: {detail}.",
    # Files from outside (guard.py, package.py).
    "file_empty": "Tệp “{name}” trống. Hãy chọn lại tệp có nội dung.",
    "file_too_big": "Tệp “{name}” lớn hơn {limit} MB. Hãy giảm dung lượng hoặc tách thành nhiều tệp.",
    "file_unknown": "Không nhận ra tệp “{name}”. Hãy gửi tệp {allowed}.",
    "file_not_allowed": "Ở đây chỉ nhận tệp {allowed}; “{name}” là tệp {kind}.",
    "file_name_lies": "Tệp “{name}” thực ra là tệp {kind}. Hãy sửa lại đuôi tên tệp rồi gửi lại.",
    "file_is_text": "Tệp “{name}” chỉ là văn bản thuần. Hãy mở bằng Word và lưu lại dạng .docx.",
    "file_is_old_office": "Tệp “{name}” là dạng Office cũ (.doc, .xls). Hãy mở ra và lưu lại dạng .docx hoặc .xlsx.",
    "file_is_locked": "Tệp “{name}” có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.",
    "file_is_svg": "Tệp “{name}” là ảnh SVG. Hãy gửi ảnh JPEG hoặc PNG.",
    "file_is_heic": "Tệp “{name}” là ảnh HEIC. Hãy đổi sang JPEG rồi gửi lại.",
    "file_is_other_picture": "Chưa nhận dạng ảnh của tệp “{name}”. Hãy gửi ảnh JPEG hoặc PNG.",
    "office_broken": "Tệp “{name}” bị hỏng, không mở được. Hãy mở bằng Word hoặc Excel, lưu lại rồi gửi lại.",
    "office_not_that": "Tệp “{name}” không phải tệp Word (.docx) hay Excel (.xlsx).",
    "office_strict": "Tệp “{name}” lưu ở dạng Strict. Hãy lưu lại dạng “Word Document (.docx)” thông thường.",
    "office_bomb": "Tệp “{name}” giải nén ra quá lớn, có thể gây hại. Hãy mở ra, lưu lại rồi gửi lại.",
    "office_macro": "Tệp “{name}” có chứa macro. Hãy lưu lại dạng .docx hoặc .xlsx không có macro.",
    "office_remote": "Tệp “{name}” tự lấy nội dung từ nơi khác ({target}). Hãy bỏ liên kết ấy rồi gửi lại.",
    "pdf_broken": "Tệp PDF “{name}” bị hỏng, không mở được. Hãy xuất hoặc quét lại.",
    "picture_broken": "Ảnh “{name}” bị hỏng hoặc chưa tải lên hết. Hãy gửi lại.",
    "picture_too_large": "Ảnh “{name}” có quá nhiều điểm ảnh (trên {limit} triệu). Hãy giảm kích thước ảnh.",
    # Sheets of letters (merge).
    "sheet_too_large": "Bảng Excel có ô nằm quá xa (ngoài {lines} dòng hoặc {columns} cột). "
    "Hãy chép phần cần dùng sang tệp mới.",
    "merge_no_head": "Không thấy dòng tiêu đề có các cột của mẫu, như {heads}. Hãy dùng bảng mẫu.",
    "merge_no_rows": "Bảng chưa có bản nào. Hãy điền từ dòng {row}, mỗi bản một dòng.",
    "merge_too_many": "Bảng có {rows} dòng; mỗi lần ghép tối đa {most}. Hãy chia thành nhiều bảng.",
    # Word files that people touched (word.py).
    "docx_broken": "Không đọc được tệp Word này. Hãy mở bằng Word, lưu lại dạng .docx rồi gửi lại.",
    "lost_controls": "Tệp Word đã mất ô ghi {names} nên không điền được. Hãy tải lại bản .docx của văn bản này "
    "và sửa trên bản đó.",
    # Signatures.
    "sign_no_place": "Không tìm thấy chỗ “{what}” trên bản PDF để đặt số, ngày hoặc chữ ký.",
    "sign_no_room": "Không đủ chỗ giữa chức vụ và họ tên để đặt chữ ký.",
    "sign_no_field": "Bản PDF không có ô “{name}” để ghi số, ngày.",
    "sign_filled": "Ô “{name}” của bản PDF đã ghi “{words}”, không ghi khác được.",
    "sign_not_possible": "Không ký được bản PDF này: {detail}",
    "sign_wrong_key": "Chữ ký gửi lên không phải của chứng thư số đã chọn. Hãy ký lại bằng đúng thiết bị.",
    "stamp_no_answer": "Máy chủ dấu thời gian không trả lời ({why}).",
    "stamp_refused": "Máy chủ dấu thời gian từ chối cấp dấu thời gian.",
    "stamp_untrusted": "Dấu thời gian nhận được không đáng tin cậy: thiếu chứng thư của nơi cấp dấu thời gian, "
    "hoặc danh sách thu hồi của nơi ấy, trong thư mục instance/trust.",
    "key_not_opened": "Không mở được tệp khóa: sai mật khẩu, hoặc không phải tệp .p12, .pfx.",
    "token_wrong_pin": "Sai mã PIN của thiết bị ký số, hoặc thiết bị đã bị khóa.",
    "token_not_found": "Không tìm thấy thiết bị ký số “{token}” hoặc khóa trong thiết bị ấy.",
    "certificate_unreadable": "Không đọc được chứng thư số. Hãy chọn tệp .cer, .crt hoặc .pem.",
    "list_unreadable": "Không đọc được danh sách thu hồi (.crl).",
    "trust_unreadable": "Tệp “{name}” trong thư mục tin cậy không đọc được.",
    "returned_other_file": "Tệp gửi lên không phải tệp đã tải về để ký, hoặc chương trình ký đã ghi lại "
    "cả tệp. Hãy tải lại tệp và ký lại.",
    "returned_unsigned": "Tệp gửi lên chưa có chữ ký mới.",
    "returned_too_many": "Tệp gửi lên có hơn một chữ ký mới. Chỉ một người ký ở bước này.",
    "returned_wrong_person": "Chữ ký là của “{signer}”, không phải chứng thư số đã gắn với người ký văn bản.",
    "returned_not_valid": "Chữ ký chưa dùng được: {reason}",
    "returned_changed": "Tệp bị thay đổi ngoài chữ ký: {what}.",
    "no_letter_font": "Máy chủ thiếu phông chữ có dấu tiếng Việt. Hãy cài gói fonts-liberation2.",
    "mark_unreadable": "Đây không phải nội dung mã QR của một bản in từ bản điện tử.",
    "mark_other_key": "Dấu do khóa khác tạo ({key}), không phải khóa của cơ quan.",
    "mark_false": "Dấu không đúng: số, ngày, tệp hoặc mã trong mã QR đã bị sửa.",
    "mark_key_unreadable": "Không đọc được khóa công khai. Hãy chép nguyên dòng khóa ở trang kiểm tra vào một tệp.",
    # Scans that become electronic copies (digitised.py).
    "scan_too_coarse": "Trang {page} chỉ quét ở {dpi} dpi. Hãy quét lại ở 200 dpi trở lên.",
    "scan_not_colour": "Trang {page} quét đen trắng. Hãy quét lại bằng ảnh màu.",
    "scan_no_picture": "Trang {page} không phải ảnh quét từ giấy. Hãy gửi tệp quét.",
    "scan_other_size": "Trang {page} có khổ {wide} × {high} mm, không phải khổ giấy. Hãy quét lại ở tỷ lệ 100%.",
    "scan_old": "Tệp PDF thuộc phiên bản cũ hơn 1.4. Hãy quét lại và lưu thành PDF mới hơn.",
    "scan_signed": "Tệp này đã có chữ ký số nên không phải bản quét từ giấy. Hãy dùng chính tệp ấy.",
    # Pages as pictures, photographs as pages (images.py).
    "no_such_page": "Tệp PDF này không có trang {page}.",
    "no_photos": "Chưa có ảnh nào. Hãy chụp hoặc chọn ít nhất một ảnh.",
    "too_many_photos": "Chỉ ghép được tối đa {limit} ảnh một lần. Hãy quét thành tệp PDF.",
    # Plans read from files (reading, assignments).
    "text_unreadable": "Tệp “{name}” không phải văn bản Unicode. Hãy mở bằng Word và lưu lại dạng .docx.",
    "nothing_to_read": "Không tìm thấy chữ nào trong tệp “{name}”. Hãy kiểm tra lại tệp, hoặc quét lại rõ hơn.",
    "scan_unavailable": "Máy này chưa có phần nhận chữ từ bản quét (tesseract tiếng Việt). Hãy gửi tệp Word hoặc "
    "PDF có chữ; hoặc nhờ người quản trị cài thêm.",
    "scan_too_slow": "Nhận chữ từ bản quét quá lâu nên đã dừng. Hãy quét lại ở 300 dpi, đen trắng, rồi gửi lại.",
    "units_unreadable": "Danh sách đơn vị “{path}” chưa đúng: mỗi đơn vị là một mục [[unit]] có name. {detail}",
    # PDF by LibreOffice (pdf.py).
    "pdf_unavailable": "{why}",
    "pdf_no_start": "LibreOffice không khởi động được nên chưa có bản PDF. Tệp .docx vẫn tải về được; "
    "hãy báo người quản trị.",
    "choice_outside": "Lựa chọn “{what}” nằm ngoài khoảng Nghị định 30/2020/NĐ-CP cho phép.",
    "pdf_busy": "Thư mục làm việc của LibreOffice đang bận nên chưa tạo được bản PDF. Hãy thử lại sau.",
    "pdf_not_loaded": "LibreOffice không đọc được tệp Word này nên chưa có bản PDF. Tệp .docx vẫn tải về được.",
    "pdf_timeout": "Tạo bản PDF quá lâu (hơn {seconds} giây) nên đã dừng. Tệp .docx vẫn tải về được; "
    "hãy chia nhỏ các bảng dài rồi thử lại.",
    "pdf_crashed": "LibreOffice dừng đột ngột khi tạo bản PDF. Tệp .docx vẫn tải về được; hãy thử lại sau.",
    "pdf_bad_output": "LibreOffice tạo ra bản PDF không dùng được. Tệp .docx vẫn tải về được; hãy thử lại sau.",
}


class DocError(Exception):
    """A refusal of the document service: `code` for the program, `sentence` for the person.

    `DocError("missing_name", template="ke_hoach", name="trich_yeu")`; the words fill the sentence of WORDS.
    """

    def __init__(self, code: str, **words: object) -> None:
        self.code = code
        self.words = words
        self.sentence = WORDS[code].format(**words)
        super().__init__(self.sentence)
