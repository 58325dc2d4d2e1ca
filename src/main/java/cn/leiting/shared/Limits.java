package cn.leiting.shared;

import org.jspecify.annotations.Nullable;

/** 字数：a form's texts, stripped, in characters as the database counts them; a blank text is none. */
public final class Limits {

    private Limits() {}

    public static String required(String label, @Nullable String text, int least, int most) {
        String found = optional(label, text, most);
        if (found == null) {
            throw Refusal.invalid("请填写" + label + "。");
        }
        if (length(found) < least) {
            throw Refusal.invalid(label + "不能少于" + least + "字。");
        }
        return found;
    }

    public static String required(String label, @Nullable String text, int most) {
        return required(label, text, 1, most);
    }

    public static @Nullable String optional(String label, @Nullable String text, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String found = text.strip().replace("\r\n", "\n");
        if (length(found) > most) {
            throw Refusal.invalid(label + "不能超过" + most + "字。");
        }
        if (found.indexOf('\0') >= 0) {
            throw Refusal.invalid(label + "含有不能保存的字符。");
        }
        return found;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
