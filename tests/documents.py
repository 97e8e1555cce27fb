"""Small documents of each kind, in the form of the corpus but not from it, and what has to come out of them."""

PLAN = """THÀNH ỦY THÀNH PHỐ
BAN CHỈ ĐẠO

Số 5-KH/BCĐ

KẾ HOẠCH

Thực hiện chuyển đổi số năm 2027

I. MỤC TIÊU

1. Mục tiêu chung

Nâng cao chất lượng dịch vụ công.

Phụ lục I
DANH MỤC NHIỆM VỤ

TT\tTên nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành
I\tThể chế
1.\tBan hành quy chế dữ liệu mở\tSở Tư pháp\tSở Tài chính\tQuý II/2027
2.\tRà soát thủ tục\tSở Nội vụ\t\tNăm

TT\tTên nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành
\thành chính nội bộ\t\t\t2027
"""
"""Tab table whose second row crosses a page in the middle of its name and of its deadline."""

REPORT = """I. KẾT QUẢ

1. Hạ tầng số

- Sở KH&CN đã ban hành Công văn số 12/SKHCN-CĐS về triển khai các khóa học.

II. NHIỆM VỤ

1. Về tài chính

- Lập Quỹ phát triển khoa học và công nghệ cho các doanh nghiệp nhỏ.

+ Thời gian: Quý IV/2028

+ Kết quả: Quyết định thành lập Quỹ

+ Cơ quan chủ trì: Sở Tài chính

+ Cơ quan phối hợp: Sở Tư pháp
"""
"""Line-broken text with a task in labelled lines."""

NEWS = """ỦY BAN NHÂN DÂN THÀNH PHỐ
SỞ KHOA HỌC VÀ CÔNG NGHỆ

BẢN TIN

SỐ 02 | 2027

TIN NỔI BẬT

KHAI TRƯƠNG TRUNG TÂM DỮ LIỆU CỦA THÀNH PHỐ

NGÀY

14/01/2027

Trung tâm dữ liệu phục vụ toàn bộ cơ quan nhà nước.
"""
"""One item of a newsletter."""

SCAN = """(Pinh kém Ké hoach s6 77/KH-UBND ngdy 03 thdng 3 nam 2027 cua Uy ban nhan dan Thanh phd)

Stt Tén nhiém vu Co quan Co quan phoi hop Thoi gian
chua tri hoan
thanh
1 Ban hanh quy ché quan ly va khai thac dir liéu | S& Tu phap So Tai chinh 3/2027
2 Xay dung chuong trinh dao tao ky nang sb cho can bo | S& Noi vu So Tu phap 2027
"""
"""The table of a plan, OCRed in the wrong language."""
