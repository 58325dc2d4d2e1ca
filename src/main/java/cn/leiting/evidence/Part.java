package cn.leiting.evidence;

import cn.leiting.shared.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 分段：which bytes of how many a request brings.
 *
 * @param count -1: until the body ends; {@code total} likewise
 */
record Part(long from, long count, long total) {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,12})-(\\d{1,12})/(\\d{1,12})");

    /** Of the header Content-Range; without it the body is the whole photo. */
    static Part of(@Nullable String range, long contentLength) {
        Part part = range == null ? new Part(0, contentLength, contentLength) : inRange(range);
        if (part.total > Uploads.LARGEST) {
            throw tooLarge();
        }
        if (part.total == 0) {
            throw Refusal.invalid("照片文件是空的。");
        }
        return part;
    }

    private static Part inRange(String range) {
        Matcher numbers = RANGE.matcher(range);
        if (!numbers.matches()) {
            throw Refusal.invalid("请求头 Content-Range 应写成“bytes 起-止/总数”。");
        }
        long from = Long.parseLong(numbers.group(1));
        long last = Long.parseLong(numbers.group(2));
        long total = Long.parseLong(numbers.group(3));
        if (last < from || last >= total) {
            throw Refusal.invalid("请求头 Content-Range 的范围不对。");
        }
        return new Part(from, last - from + 1, total);
    }

    boolean isWhole() {
        return from == 0 && count == total;
    }

    static Refusal tooLarge() {
        return Refusal.invalid("照片不能超过10MB。");
    }
}
