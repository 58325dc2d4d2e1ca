package cn.leiting.shared;

import java.text.Normalizer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 字数：a form's texts, stripped, in characters as the database counts them; a blank text is none. No text holds the
 * identity number of a resident: it is entered with the party, where it is encrypted, and nowhere else (domain 2.4).
 */
public final class Limits {

    /** Born before 2020, so that numbers of documents, which begin like one and name a later day, are none. */
    private static final Pattern RESIDENT = Pattern.compile(
            "(?<!\\d)[1-8]\\d{5}(19\\d\\d|20[01]\\d)(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx](?!\\d)");
    /** As people break up a number. */
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)[\\s\\-.]+(?=[\\dXx])");

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
        String digits = Normalizer.normalize(found, Normalizer.Form.NFKC);
        if (namesResident(digits)
                || namesResident(BETWEEN_DIGITS.matcher(digits).replaceAll(""))) {
            throw Refusal.invalid(label + "中不能有居民身份证号码，请删去；当事人的号码只在案件的当事人页登记。");
        }
        return found;
    }

    private static boolean namesResident(String text) {
        return RESIDENT.matcher(text).results().map(MatchResult::group).anyMatch(Limits::isSound);
    }

    /** By its check digit (GB 11643), the weight of a place being the power of two by its distance from the end. */
    private static boolean isSound(String number) {
        int sum = 0;
        for (int place = 0; place < number.length(); place++) {
            int digit = Character.digit(number.charAt(place), 10);
            sum += (digit < 0 ? 10 : digit) * (1 << (number.length() - 1 - place));
        }
        return sum % 11 == 1;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
