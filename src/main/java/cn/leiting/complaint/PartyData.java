package cn.leiting.complaint;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 个人信息：texts of complaints hold none; who complained stays in the hotline's own system (domain 2.4). */
final class PartyData {

    private static final Pattern MOBILE = Pattern.compile("(?<!\\d)1[3-9]\\d{9}(?!\\d)");
    private static final Pattern IDENTITY = Pattern.compile("(?<!\\d)\\d{17}[\\dXx](?!\\d)");
    /** As people break up a number. */
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)[\\s\\-.]+(?=\\d)");

    private PartyData() {}

    /** The text stripped, of 2 to 500 characters; refuses a mobile number and an identity number. */
    static String without(String label, @Nullable String text) {
        String found = Limits.required(label, text, 2, 500);
        String digits = Normalizer.normalize(found, Normalizer.Form.NFKC);
        if (isIn(digits) || isIn(BETWEEN_DIGITS.matcher(digits).replaceAll(""))) {
            throw Refusal.invalid(label + "中不能有手机号或者身份证号，请删去后再提交。");
        }
        return found;
    }

    private static boolean isIn(String text) {
        return MOBILE.matcher(text).find() || IDENTITY.matcher(text).find();
    }
}
