"""Forty letters of many agencies, in words of our own, and what stands in the head of each."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MadeLetter:
    """What a made letter says; `type_name` "Công văn" prints its subject under the number (NĐ 30/2020, PL III)."""

    parent: str
    agency: str
    code: str
    day: date
    type_name: str
    subject: str
    place: str = "Hải Phòng"
    addressee: str = "Liên minh Hợp tác xã thành phố"
    mark: str = ""  # a box of urgency or secrecy

    @property
    def is_plain(self) -> bool:
        """Is it a công văn, which has no name of a type?"""
        return self.type_name == "Công văn"

    @property
    def agency_in_capitals(self) -> str:
        """As the head prints it."""
        return self.agency.replace("\n", " ").upper()


def _of(parent: str, agency: str, code: str, day: str, type_name: str, subject: str, **more: str) -> MadeLetter:
    year, month, number = map(int, day.split("-"))
    return MadeLetter(parent, agency, code, date(year, month, number), type_name, subject, **more)


CITY = "Ủy ban nhân dân\nthành phố Hải Phòng"
LETTERS = (
    _of("", CITY, "1245/UBND-KTTH", "2026-03-05", "Công văn",
        "triển khai các biện pháp hỗ trợ hợp tác xã tiêu thụ nông sản năm 2026"),
    _of(CITY, "Sở Tài chính", "318/STC-QLNS", "2026-01-12", "Công văn",
        "hướng dẫn lập dự toán kinh phí hoạt động năm 2027"),
    _of(CITY, "Sở Nông nghiệp và Môi trường", "77/KH-SNNMT", "2026-02-26", "Kế hoạch",
        "Phát triển hợp tác xã nông nghiệp ứng dụng công nghệ số trên địa bàn thành phố"),
    _of("", "Liên minh Hợp tác xã\nViệt Nam", "905/LMHTXVN-CSPT", "2026-04-17", "Công văn",
        "đề nghị báo cáo kết quả thành lập mới hợp tác xã sáu tháng đầu năm", place="Hà Nội"),
    _of(CITY, "Sở Nội vụ", "52/BC-SNV", "2026-05-20", "Báo cáo",
        "Kết quả công tác văn thư, lưu trữ của các cơ quan, tổ chức thuộc thành phố"),
    _of("", "Bộ Kế hoạch và Đầu tư", "2210/QĐ-BKHĐT", "2025-12-09", "Quyết định",
        "Ban hành bộ chỉ tiêu thống kê về kinh tế tập thể", place="Hà Nội"),
    _of(CITY, "Sở Khoa học và Công nghệ", "14/GM-SKHCN", "2026-03-30", "Giấy mời",
        "Dự hội nghị giới thiệu sáng kiến chuyển đổi số trong hợp tác xã"),
    _of("", "Hội Nông dân\nthành phố Hải Phòng", "61/CV-HND", "2026-06-02", "Công văn",
        "phối hợp tổ chức phiên chợ nông sản an toàn tại phường Hồng Bàng"),
    _of("", "Bảo hiểm xã hội\nthành phố Hải Phòng", "433/BHXH-TST", "2026-01-08", "Công văn",
        "rà soát lao động trong hợp tác xã thuộc diện tham gia bảo hiểm xã hội bắt buộc"),
    _of("Ủy ban nhân dân\nquận Lê Chân", "Phòng Kinh tế", "19/TB-PKT", "2026-02-03", "Thông báo",
        "Lịch kiểm tra điều kiện hoạt động của các hợp tác xã vận tải"),
    _of("Tỉnh ủy Hải Dương", "Văn phòng", "88/TB-VP", "2025-11-14", "Thông báo",
        "Phân công theo dõi công tác kinh tế tập thể", place="Hải Dương"),
    _of("", "Ngân hàng Nhà nước\nchi nhánh Khu vực 6", "702/KV6-TDSX", "2026-07-21", "Công văn",
        "kết nối ngân hàng với hợp tác xã và tổ hợp tác có nhu cầu vay vốn"),
    _of(CITY, "Sở Công Thương", "09/TTr-SCT", "2026-02-10", "Tờ trình",
        "Phê duyệt danh mục sản phẩm công nghiệp nông thôn tiêu biểu"),
    _of("", "Liên đoàn Lao động\nthành phố Hải Phòng", "135/LĐLĐ-CSPL", "2026-08-11", "Công văn",
        "ký kết quy chế phối hợp bảo vệ quyền lợi người lao động trong hợp tác xã"),
    _of(CITY, "Sở Xây dựng", "811/SXD-QLN", "2026-09-15", "Công văn",
        "lấy ý kiến về dự thảo quy định quản lý chợ do hợp tác xã đầu tư"),
    _of("", CITY, "104/QĐ-UBND", "2026-01-19", "Quyết định",
        "Giao chỉ tiêu phát triển kinh tế tập thể năm 2026 cho các địa phương"),
    _of("", CITY, "07/CT-UBND", "2026-02-27", "Chỉ thị",
        "Tăng cường phòng, chống lãng phí trong quản lý tài sản công", mark="KHẨN"),
    _of(CITY, "Sở Giáo dục và Đào tạo", "560/SGDĐT-VP", "2026-03-18", "Công văn",
        "cung ứng thực phẩm của hợp tác xã cho bếp ăn bán trú"),
    _of("", "Cục Thống kê", "245/CTK-TH", "2026-10-01", "Công văn",
        "cung cấp danh sách hợp tác xã phục vụ tổng điều tra kinh tế", place="Hà Nội"),
    _of(CITY, "Thanh tra thành phố", "31/TTTP-P2", "2026-04-08", "Công văn",
        "chuẩn bị hồ sơ làm việc với đoàn thanh tra", mark="HỎA TỐC"),
    _of("Ủy ban nhân dân\nhuyện Vĩnh Bảo", "Phòng Nông nghiệp\nvà Môi trường", "126/PNNMT-TT", "2026-05-05", "Công văn",
        "đăng ký mã số vùng trồng cho các hợp tác xã rau màu"),
    _of("", "Ủy ban nhân dân\nphường An Biên", "48/GM-UBND", "2026-11-03", "Giấy mời",
        "Dự lễ ra mắt hợp tác xã dịch vụ chợ An Biên"),
    _of(CITY, "Sở Tư pháp", "73/HD-STP", "2026-06-16", "Hướng dẫn",
        "Soạn thảo và sửa đổi điều lệ hợp tác xã theo luật mới"),
    _of("", "Trường Đại học Hải Phòng", "290/ĐHHP-ĐT", "2026-07-07", "Công văn",
        "mời giảng viên tham gia lớp bồi dưỡng cán bộ quản lý hợp tác xã"),
    _of("Tổng cục Thuế", "Chi cục Thuế\nkhu vực III", "1504/CCTKV3-TTHT", "2026-08-25", "Công văn",
        "giải đáp chính sách thuế đối với dịch vụ nội bộ của hợp tác xã"),
    _of("", "Ủy ban Mặt trận Tổ quốc\nthành phố Hải Phòng", "95/KH-MTTQ", "2026-09-09", "Kế hoạch",
        "Giám sát việc thực hiện chính sách hỗ trợ hợp tác xã nông nghiệp"),
    _of(CITY, "Ban Quản lý\nkhu kinh tế Hải Phòng", "667/BQL-DN", "2026-10-12", "Công văn",
        "bố trí gian hàng của hợp tác xã tại ngày hội việc làm"),
    _of("", "Quỹ Hỗ trợ phát triển\nhợp tác xã Việt Nam", "58/QHT-TD", "2026-03-11", "Công văn",
        "xác nhận dư nợ của các hợp tác xã vay vốn đến hết quý một", place="Hà Nội"),
    _of(CITY, "Sở Y tế", "1102/SYT-ATTP", "2026-12-04", "Công văn",
        "bảo đảm an toàn thực phẩm tại các cơ sở chế biến của hợp tác xã"),
    _of("", "Công an\nthành phố Hải Phòng", "2045/CAHP-PC07", "2026-01-29", "Công văn",
        "rà soát điều kiện phòng cháy tại chợ và kho hàng"),
    _of("", "Viện Nghiên cứu\nkinh tế hợp tác", "12/TM-VKTHT", "2026-04-22", "Thông báo",
        "Mời viết bài cho hội thảo kinh tế hợp tác vùng đồng bằng sông Hồng", place="Hà Nội"),
    _of("", "Ủy ban nhân dân\nxã Tiên Lãng", "203/BC-UBND", "2026-06-25", "Báo cáo",
        "Tình hình hoạt động của các hợp tác xã trên địa bàn xã"),
    _of(CITY, "Văn phòng", "341/TB-VP", "2026-05-14", "Thông báo",
        "Kết luận của Phó Chủ tịch tại cuộc họp về chợ đầu mối nông sản", mark="THƯỢNG KHẨN"),
    _of("", "Hợp tác xã Nông nghiệp\nĐông Phương", "06/ĐN-HTX", "2026-02-18", "Tờ trình",
        "Đề nghị hỗ trợ kinh phí xây dựng kho lạnh"),
    _of("", "Hội Liên hiệp Phụ nữ\nthành phố Hải Phòng", "117/BTV-GĐKT", "2026-08-06", "Công văn",
        "giới thiệu hợp tác xã do phụ nữ quản lý tham dự diễn đàn"),
    _of("", "Bưu điện\nthành phố Hải Phòng", "54/BĐHP-KD", "2026-09-28", "Công văn",
        "đưa sản phẩm của hợp tác xã lên sàn thương mại điện tử"),
    _of(CITY, "Sở Du lịch", "389/SDL-QHPT", "2026-07-30", "Công văn",
        "khảo sát điểm du lịch cộng đồng của hợp tác xã"),
    _of("", "Bộ Nông nghiệp và Môi trường", "3120/BNNMT-KTHT", "2026-10-27", "Công văn",
        "tổng kết mười năm phát triển hợp tác xã nông nghiệp", place="Hà Nội"),
    _of(CITY, "Sở Dân tộc và Tôn giáo", "25/CTr-SDTTG", "2026-03-24", "Chương trình",
        "Hỗ trợ sinh kế cho đồng bào có đạo thông qua hợp tác xã"),
    _of("", "Điện lực Hải Phòng", "974/ĐLHP-KD", "2026-11-19", "Công văn",
        "điều chỉnh lịch cấp điện cho trạm bơm của hợp tác xã"),
)  # fmt: skip
