package cn.leiting.identity;

import cn.leiting.shared.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 校验码：of resident identity numbers (GB 11643) and unified social credit codes (GB 32100). No refusal repeats a number. */
final class CheckDigits {

    private static final Pattern RESIDENT = Pattern.compile("[1-9]\\d{16}[\\dX]");
    private static final String RESIDENT_SIGNS = "10X98765432";
    private static final Pattern CREDIT = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}");
    private static final String CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private CheckDigits() {}

    static void refuseResidentId(@Nullable String number) {
        if (number == null || !RESIDENT.matcher(number).matches()) {
            throw Refusal.invalid("number", "居民身份证号码应为18位。");
        }
        if (RESIDENT_SIGNS.charAt(weighed(number)) != number.charAt(17)) {
            throw Refusal.invalid("number", "居民身份证号码的校验码不符，请核对。");
        }
        birthOn(number);
    }

    /** The weight of a place is the power of two by its distance from the end. */
    private static int weighed(String number) {
        int sum = 0;
        for (int place = 0; place < 17; place++) {
            sum += (number.charAt(place) - '0') * ((1 << (17 - place)) % 11);
        }
        return sum % 11;
    }

    /** In digits seven to fourteen; refuses a day that the calendar does not have. */
    static LocalDate birthOn(@Nullable String number) {
        try {
            return LocalDate.parse(String.valueOf(number).substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException none) {
            throw Refusal.invalid("number", "居民身份证号码中的出生日期不存在，请核对。");
        }
    }

    static void refuseCreditCode(@Nullable String code) {
        if (code == null || !CREDIT.matcher(code).matches()) {
            throw Refusal.invalid("creditCode", "统一社会信用代码应为18位数字和大写字母（不含I、O、S、V、Z）。");
        }
        int sum = 0;
        int weight = 1;
        for (int place = 0; place < 17; place++) {
            sum += CREDIT_SIGNS.indexOf(code.charAt(place)) * weight;
            weight = weight * 3 % 31;
        }
        if (CREDIT_SIGNS.charAt((31 - sum % 31) % 31) != code.charAt(17)) {
            throw Refusal.invalid("creditCode", "统一社会信用代码的校验码不符，请核对。");
        }
    }
}
