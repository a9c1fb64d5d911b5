"""Why a machine could not read or write something, in Vietnamese instead of the library's own words."""

import errno
import json
import re

OS_WORDS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.ENOTDIR: "đường dẫn có phần không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết dung lượng được cấp",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ETXTBSY: "tệp đang được dùng",
    errno.EBUSY: "tệp đang được dùng",
    errno.EIO: "ổ đĩa đọc ghi bị lỗi",
}
_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def os_words(error: OSError) -> str:
    """Why a file could not be read or written."""
    return OS_WORDS.get(error.errno or 0, f"máy báo lỗi số {error.errno}")


def unreadable_words(error: Exception) -> str:
    """What is wrong with a file of JSON or TOML, with the place as an editor counts it."""
    if isinstance(error, UnicodeDecodeError):
        return "chữ không phải UTF-8. Hãy lưu lại dạng UTF-8."
    if isinstance(error, RecursionError):
        return "các mục lồng nhau quá sâu."
    if isinstance(error, json.JSONDecodeError):
        return f"viết sai ở dòng {error.lineno}, cột {error.colno}."
    if place := _TOML_PLACE.search(str(error)):
        return f"viết sai ở dòng {place[1]}, cột {place[2]}."
    if "end of document" in str(error):
        return "viết dở ở cuối tệp."
    return "có con số quá dài." if "digits" in str(error) else "viết sai."
