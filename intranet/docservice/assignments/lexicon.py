"""The words plans are written with: nouns that begin a unit's name, verbs that end it. Facts only."""


def listed(text: str) -> tuple[str, ...]:
    """The phrases of a text that parts them with semicolons, in its order."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(";"))


# Folded. One-syllable verbs stand in SHORT_VERBS with their accents: "cử" is a verb, "cụ" is not.
VERBS = frozenset(
    listed(
        """
    kham benh; chua benh; cap thuoc; an hanh; bao cao; bao dam; dam bao; bao quan; bao ve; bien soan; bien tap;
    bo tri; bo sung; ban hanh; boi duong; can doi; cai thien; cap nhat; cap phat; canh bao; chap hanh; chi dao;
    chi tra; chiu trach nhiem; chiu su; cho y kien; chon lua; chu dong; chu tri; chuan bi; chuyen giao; chuyen
    doi; chinh sua; chinh ly; co trach nhiem; co nhiem vu; cong bo; cong khai; cong nhan; cung cap; cu the hoa;
    cung co; dam nhan; dao tao; danh gia; dang ky; dang tai; dau tu; day manh; day nhanh; de ra; de xuat; de
    nghi; dien tap; dieu chinh; dieu hanh; dieu phoi; dieu tra; dinh huong; doi chieu; doi moi; don doc; dong
    vien; du toan; du thao; dua tin; dua vao; duyet y; duy tri; giai dap; giai quyet; giam sat; giao nhiem; gioi
    thieu; giup do; giup uy; gop y; gop phan; hoan chinh; hoan thanh; hoan thien; hoc tap; huong dan; huong ung;
    huy dong; ho tro; hop dong; keu goi; ket noi; ket hop; kiem diem; kiem soat; kiem tra; kip thoi; khac phuc;
    khai thac; khan truong; khao sat; khen thuong; khoi cong; khuyen khich; kien toan; ky ket; lam dau moi; lam
    viec; lap danh; lap du; lap ho; lap ke; lien he; long ghep; lua chon; luu tru; lay y kien; lanh dao; moi
    tham; mo lop; nam bat; nang cao; ngan chan; nghien cuu; nghiem thu; nghiem tuc; nhan rong; nhap lieu; nop
    bao; on dinh; phan bo; phan cong; phan loai; phan anh; phan tich; phat dong; phat hanh; phat hien; phat huy;
    phat trien; phe duyet; pho bien; phoi hop; phong chong; phong ngua; phuc vu; quan ly; quan triet; quan tam;
    quyet dinh; quyet toan; ra soat; sap xep; soan thao; so hoa; so ket; su dung; sua chua; sua doi; tao dieu
    kien; tang cuong; tap hop; tap huan; tap trung; tham dinh; tham du; tham gia; tham muu; thanh lap; thanh
    toan; thanh tra; theo doi; thi diem; thi hanh; thiet ke; thiet lap; thong bao; thong ke; thong nhat; thong
    tin; thu hoi; thu thap; thuc day; thuc hien; thuong xuyen; thuong truc; tich cuc; tiep nhan; tiep thu; tiep
    tuc; tinh toan; to chuc; tong hop; tong ket; tra loi; trang bi; trang tri; trien khai; trinh uy; trinh cap;
    trinh lanh; trinh hoi; trinh ban; trinh chu; truc tiep; truyen thong; truyen tai; tu van; tuyen truyen;
    tuyen duong; ung dung; uu tien; van dong; van hanh; vay von; xac dinh; xac minh; xac nhan; xay dung; xem
    xet; xet chon; xet duyet; xet tang; xu ly; xu phat; y kien; ky hop; gui ve; gui bao; gui ho; gui van; gui
    danh; niem yet; nghi dinh; lam tot; lam ro; dang bai; dang tin; dua noi; dua cac; ra quan; ra mat; thay the;
    thu chi; thu gom; trong cay; ve sinh; day cao; ton vinh; bieu duong; cai cach; can cu; chi thi; giu gin; giu
    vung; kich hoat; lap dat; mua sam; nhac nho; nang cap; phan dau; phan luong; rut kinh nghiem; sat hach; tiem
    phong; tiep don; tiep can; trao doi; trao tang; truc ban; tuyen chon; tuyen dung; ung ho; ung pho; xac lap;
    xet nghiem; di chuyen; van chuyen; boc do; lam thu; ky hop; bao tri; bao duong; kiem ke; kiem dem; cham diem; cham
    thi; coi thi; ra de; tuan tra; canh gac; ung truc; chot so; doi soat; hach toan; ke khai; thu phi; thu nop; nop
    thue; cham cong; giai ngan; dau thau; mo thau; thi cong; giam dinh; di doi; so tan; cuu ho; cuu nan; thu dung;
    dieu tri; sang loc; lay mau; khu khuan; cap cuu; hoi chan; tap luyen; bieu dien; dan dung; trung bay; quay phim;
    chup anh; viet bai; phat song; in an; phat to; giang day; on tap; phu dao; cham chua; tuyen sinh; chieu sinh; khai
    giang; be giang; trao thuong; cham soc; bao hanh; bao mat; sao luu; khoi phuc; ket xuat; trich xuat; dong bo; ren
    luyen; cam ket; tiep quan; luan chuyen; dieu dong; bo nhiem; cam moc; cam bien; don dep; thu don; trong rung; thu
    hoach; tieu huy; kiem dich; chung nhan; chung thuc; hoa giai; doi thoai; tiep dan; giai trinh; kien nghi; thong
    qua; cong chieu; cap phep; trinh ky; trinh duyet; ky duyet; xep lich; len lich; lap lich; lap phuong; lap bao; lap
    bang; lap bien; gui cong; gui thong; cap the; cap kinh; cap giay; ghi nhan; chia se; tich hop; khoi tao; ban giao
    """
    )
)
SHORT_VERBS = frozenset(
    listed(
        """
        lập; trình; gửi; cử; mời; họp; mở; xét; chọn; ký; nộp; thu; cấp; phát; giúp; giao; làm; viết; đưa;
        rút; nâng; xử; đăng; đề; bố; đặt; tạo; giữ; lấy; cho; hỗ; soạn; thống; tính; chịu; lồng; in; mua; sửa;
        thay; dự; nêu; bám; coi; dành; hạn; khơi; khai; kiện; trực; lưu; tăng; giảm; treo; dọn;
        đón; chốt; rà; dựng; ghi; cắm; trồng; nhắc
        """
    )
)
# Words after which a unit's name cannot go on.
ENDERS = frozenset(
    listed(
        """
        để; nhằm; theo; về; khi; là; được; sẽ; phải; cần; cùng; từ; trước; sau; tại; đã; do; bằng; qua; vào;
        như; nếu; thì; gồm; trên; với; hằng; hàng; định; vẫn; đang; đồng; ngay; nhất
        """
    )
)
KEEP_GOING = (
    "tren dia ban",
    "trong tinh",
    "trong huyen",
    "trong nganh",
    "trong xa",
    "trong co quan",
    "cung cap",
    "ve phia",
)

# Names begin with these; folded, accents are asked for where one syllable could be another word.
LONG_HEADS = frozenset(
    listed(
        """
    van phong; trung tam; chi cuc; tong cuc; uy ban; ubnd; ubmttq; hdnd; mttq; hoi dong; mat tran; cong doan;
    lien minh; lien hiep; lien doan; dang uy; dang bo; chi bo; chi doan; chi hoi; thanh tra; benh vien; cong an;
    bo chi huy; ban chi huy; ban chqs; kho bac; bao hiem xa hoi; bhxh; ngan hang; tap chi; nha xuat ban; cong
    ty; tong cong ty; doanh nghiep; hop tac xa; htx; to cong tac; to giup viec; to dan pho; to chuc; to truong;
    to thu ky; tieu ban; toa an; vien kiem sat; bo phan; don vi; co quan; thi tran; thi xa; thanh pho; khu pho;
    xi nghiep; nha may; phan xuong; chi nhanh; thu vien; bao tang; nha van hoa; cac cap; co so; giam doc; pho
    giam doc; truong phong; pho phong; truong ban; pho truong; chanh van phong; thu truong; lanh dao; chu tich;
    pho chu tich; hieu truong; bi thu; pho bi thu; ke toan; ke toan truong; can bo; cong chuc; chuyen vien; uy vien;
    vien chuc; nguoi lao dong; nguoi dung dau; doan the; dia phuong; truong hoc; truong mam non; truong tieu hoc;
    truong thcs; truong thpt; truong dai hoc; hat kiem lam; tram y te; tram bao ve; doan thanh nien; hoi nong
    dan; hoi phu nu; truong cac; pho chanh van phong; pho truong cac; cac pho; bo tu lenh; thoi bao; quan su;
    ban quan ly;
    ban giam doc; ban to chuc; ban chi dao; nhan vien; giao vien; thanh vien; bch; bql; bcd; dang vien; hoi
    vien; doan vien; truong thon; truong khoa; doi truong; van thu; thanh tra vien; kiem lam; bien phong; hai
    quan; thue; luc luong; cap uy; chinh quyen; chu dau tu; nha thau; phong ban; truong dai; tong giam doc; pho
    tong giam doc; giao duc; nganh
    """
    )
)
SHORT_HEADS = frozenset(
    listed(
        """
        phòng; ban; sở; bộ; cục; vụ; viện; quỹ; hội; đoàn; trường; trạm; báo; đài; tổ; đội; nhóm; khối; khoa;
        xã; phường; huyện; quận; tỉnh; thôn; ngành; cụm; ông; bà; ấp; bản; làng; kho; xưởng; tổng; chi; đặc;
        lớp; đồng
        """
    )
) - {"chi", "đồng", "đặc", "lớp", "tổng"}
# The same syllables begin other words: "hội nghị", "phòng chống", "trường hợp", "ban hành".
NOT_A_UNIT = frozenset(
    listed(
        """
    hoi nghi; hoi thao; hoi thi; hoi nhap; hoi thoai; hoi dam; hoi y; hoi truong; phong chong; phong ngua; phong
    trao; phong cach; phong tranh; truong hop; ban hanh; ban giao; ban do; ban than; ban dau; ban tin; ban ghi;
    ban cam ket; ban an; bo tri; bo sung; bo tieu chi; bo may; bo mon; bo suu tap; bo thu tuc; bo luat; so
    luong; so lieu; so sach; bao cao; bao dam; bao ton; bao gom; bao chi; bao hiem; to chuc thuc hien; to chuc
    trien khai; to chuc hoi; to chuc lop; to chuc cac; to chuc kiem; to chuc tuyen; to chuc tap; to chuc so; to
    chuc tong; to chuc lay; to chuc cong; to chuc ra; to chuc quan; to chuc theo; to chuc danh; to chuc le; to
    chuc cuoc; to chuc phat; to chuc giao; to chuc xay; to chuc hop; to chuc dai; to chuc don; to chuc mit; to
    chuc in; to chuc bien; to chuc dien; to chuc tiep; to chuc chuong; to chuc van; to chuc khao; to chuc tot;
    doi ngu; doi tuong; doi moi; doi voi; doi chieu; vu viec; vu an; quy dinh; quy trinh; nhom nhiem; nhom giai;
    khoi luong; khoa hoc; bo phan mem; co so du lieu; co so vat chat; co so ha tang; co so phap ly; dong chi;
    lanh dao chi dao; don vi chu tri; xa hoi; cong doan cuoi; thanh tra kiem; giao duc phap; giao duc chinh;
    giao duc y; thue bao; so tay; so theo doi; ban ky; ban sao; ban quet; can bo chu; ban luan; ban bac; giao
    duc cho; bo quy; tinh hinh; tinh trang; tinh than; tinh toan; don vi tinh; can bo hoa; van phong pham; bao
    vn; ban dia; lang nghe
    """
    )
)
PLURALS = ("tat ca cac", "tat ca", "toan the", "cac", "nhung", "moi", "tung")
# What can stand bare in a group: "các Sở, ban, ngành", "UBND các xã, phường, thị trấn".
BARE = frozenset(
    listed(
        """
    so; ban; nganh; phong; co quan; don vi; doan the; to chuc; hoi; trung tam; quy; bo; dia phuong; doanh
    nghiep; xa; phuong; thi tran; thi xa; thanh pho; quan; huyen; truong; khoa; to; doi; vien; cuc; vu; chi cuc;
    thon; khu pho; cap; hiep hoi; truong hoc; hoc; htx; hop tac xa; dac khu; ap; lang; nhom; bo phan; xi nghiep;
    khoi; tap the; ca nhan
    """
    )
)
PLACES = listed(
    """
    xa; phuong; thi tran; thi xa; thanh pho; quan; huyen; tinh; dac khu; thon; khu pho; to dan pho; ap; ban
    """
)
