"""What the letters built for the tests of the checker say."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What a letter says."""

    parent: str = "UBND THÀNH PHỐ HẢI PHÒNG"
    agency: str = "SỞ NỘI VỤ"
    agency_rule: float = 30
    number: str = "Số: 15/QĐ-SNV"
    date: str = "Hải Phòng, ngày 05 tháng 01 năm 2026"
    title: str = "QUYẾT ĐỊNH"
    subject: str = "Về việc thành lập Tổ công tác chuyển đổi số"
    official: str = ""
    addressees: tuple[str, ...] = ()
    authority_above: str = "GIÁM ĐỐC SỞ NỘI VỤ"
    bases: tuple[str, ...] = (
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 03 tháng 01 năm 2026 của Ủy ban nhân dân thành phố về chức năng, nhiệm vụ;",
        "Theo đề nghị của Chánh Văn phòng.",
    )
    enacting: str = "QUYẾT ĐỊNH:"
    body: tuple[str, ...] = (
        "Điều 1. Thành lập Tổ công tác chuyển đổi số của cơ quan, gồm lãnh đạo các phòng và công chức phụ trách công nghệ "
        "thông tin của từng đơn vị.",
        "Điều 2. Tổ công tác có nhiệm vụ:",
        "1. Xây dựng kế hoạch chuyển đổi số hằng năm của cơ quan, trình lãnh đạo phê duyệt và tổ chức thực hiện sau khi được phê duyệt.",
        "2. Theo dõi, đôn đốc các đơn vị; báo cáo kết quả hằng quý.",
        "a) Báo cáo quý gửi trước ngày 20 của tháng cuối quý.",
        "b) Báo cáo năm gửi trước ngày 15 tháng 12.",
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, trưởng các đơn vị và Tổ công tác chịu trách nhiệm thi hành./.",
    )
    recipients: tuple[str, ...] = ("- Như Điều 3;", "- UBND thành phố (để báo cáo);", "- Lưu: VT, VP.")
    authority: tuple[str, ...] = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    name: str = "Họ và tên"


OFFICIAL = Words(
    number="Số: 12/SNV-VP",
    title="",
    subject="",
    official="V/v cung cấp số liệu công chức quý I",
    addressees=("Sở Tài chính",),
    authority_above="",
    bases=(),
    enacting="",
    body=(
        "Thực hiện chương trình công tác năm 2026, Sở Nội vụ đề nghị Sở Tài chính cung cấp số liệu về chi trả tiền lương của công "
        "chức các đơn vị trực thuộc trong quý I năm 2026.",
        "Số liệu gửi về Sở Nội vụ trước ngày 15 tháng 4 năm 2026 để tổng hợp./.",
    ),
    recipients=("- Như trên;", "- Lưu: VT, VP."),
    authority=("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
)


NOTICE = Words(
    parent="BỘ NỘI VỤ",
    agency="CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC",
    agency_rule=60,
    number="Số: 108/TB-VTLTNN",
    date="Hà Nội, ngày 29 tháng 6 năm 2026",
    title="THÔNG BÁO",
    subject="Về việc tổ chức lớp bồi dưỡng nghiệp vụ văn thư năm 2026",
    authority_above="",
    bases=(),
    enacting="",
    body=(
        "Thực hiện kế hoạch đào tạo, bồi dưỡng năm 2026, Cục thông báo tổ chức lớp bồi dưỡng nghiệp vụ văn thư như sau:",
        "1. Thời gian, địa điểm",
        "Từ ngày 10 đến ngày 14 tháng 8 năm 2026, tại trụ sở Cục.",
        "2. Thành phần",
        "a) Văn thư của các cơ quan, đơn vị thuộc Bộ.",
        "b) Văn thư của Sở Nội vụ các tỉnh, thành phố:",
        "- Mỗi Sở cử 02 người.",
        "- Danh sách gửi về Cục trước ngày 30 tháng 7 năm 2026.",
        "3. Kinh phí",
        "Cơ quan cử người dự lớp chi trả tiền đi lại, ăn, ở theo quy định./.",
    ),
    recipients=("- Các cơ quan, đơn vị thuộc Bộ;", "- Sở Nội vụ các tỉnh, thành phố;", "- Lưu: VT, VP (03b)."),
    authority=("CỤC TRƯỞNG",),
)
INVITATION = Words(
    parent="",
    agency="BỘ NỘI VỤ",
    number="Số: 07/GM-BNV",
    date="Hà Nội, ngày 02 tháng 02 năm 2026",
    title="GIẤY MỜI",
    subject="Họp đánh giá công tác cải cách hành chính",
    authority_above="",
    bases=(),
    enacting="",
    body=(
        "Bộ Nội vụ trân trọng kính mời: lãnh đạo Vụ Cải cách hành chính.",
        "Tới dự cuộc họp đánh giá công tác cải cách hành chính sáu tháng đầu năm của các đơn vị thuộc Bộ.",
        "Chủ trì: Thứ trưởng phụ trách.",
        "Thời gian: 08 giờ 00, ngày 05 tháng 02 năm 2026.",
        "Địa điểm: Phòng họp số 1./.",
    ),
    recipients=("- Như trên;", "- Lưu: VT, VP."),
    authority=("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
)
RESOLUTION = Words(
    parent="",
    agency="HỘI ĐỒNG NHÂN DÂN XÃ AN LÃO",
    agency_rule=60,
    number="Số: 21/NQ-HĐND",
    date="An Lão, ngày 15 tháng 12 năm 2026",
    title="NGHỊ QUYẾT",
    subject="Phê chuẩn kết quả bầu chức danh Phó Trưởng ban",
    authority_above="HỘI ĐỒNG NHÂN DÂN XÃ AN LÃO",
    bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Xét đề nghị của Thường trực Hội đồng nhân dân xã.",
    ),
    enacting="QUYẾT NGHỊ:",
    recipients=("- Như Điều 3;", "- Lưu: VT."),
    authority=("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
)
