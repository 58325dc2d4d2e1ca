package cn.leiting.identity;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 当事人身份：what an officer enters; sound once it is made. Refuses (422) a name of one character or a placeholder, a
 * number whose check digit is wrong, and what does not belong to the kind. A sole trader is known by its credit code;
 * whoever trades without being registered is a citizen.
 *
 * @param name 2 to 50 characters of a citizen, 2 to 100 of others
 * @param document of a citizen only, as {@code number} and {@code birthOn}
 * @param number GB 11643, 18 characters; of another document 5 to 20 letters and digits
 * @param birthOn told for another document, of a resident's in the number itself
 * @param creditCode GB 32100, of all but citizens
 * @param phone 7 to 20 digits, hyphens allowed
 * @param address 2 to 200 characters
 * @param representative 法定代表人或者负责人 of an organisation, 2 to 50 characters
 * @param operator 经营者 of a sole trader, a citizen
 */
public record Identity(
        PartyKind kind,
        String name,
        @Nullable Document document,
        @Nullable String number,
        @Nullable LocalDate birthOn,
        @Nullable String creditCode,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String representative,
        @Nullable Identity operator) {

    /** 证件. */
    public enum Document {
        RESIDENT_ID("居民身份证"),
        OTHER("其他证件");

        private final String label;

        Document(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private static final Pattern PERSON = Pattern.compile("[\\p{L}][\\p{L}\\p{M}· .'-]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("某|不详|不明|未知|无名|拒绝提供|测试");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d-]{5,18}\\d");
    private static final Pattern OTHER_NUMBER = Pattern.compile("[A-Z0-9]{5,20}");
    private static final Pattern LIKE_RESIDENTS = Pattern.compile("\\d{15}|\\d{17}[\\dX]");

    public static Identity citizen(
            @Nullable String name,
            Document document,
            @Nullable String number,
            @Nullable LocalDate birthOn,
            @Nullable String phone,
            @Nullable String address) {
        String known = number(number);
        boolean resident = document == Document.RESIDENT_ID;
        if (resident) {
            CheckDigits.refuseResidentId(known);
        } else if (known == null || !OTHER_NUMBER.matcher(known).matches()) {
            throw Refusal.invalid("number", "证件号码应为5至20位字母和数字。");
        } else if (LIKE_RESIDENTS.matcher(known).matches()) {
            throw Refusal.invalid("number", "这是居民身份证的号码，证件类型请选居民身份证（15位的旧号码已停用，请填18位）。");
        }
        LocalDate born = resident ? CheckDigits.birthOn(known) : birthOn;
        if (born == null || born.getYear() < 1900) {
            throw Refusal.invalid("birthOn", "请填写出生日期，不早于1900年。");
        }
        return new Identity(
                PartyKind.CITIZEN,
                person("name", "姓名", name),
                document,
                known,
                born,
                null,
                phone(phone),
                address(address),
                null,
                null);
    }

    public static Identity organisation(
            @Nullable String name,
            @Nullable String creditCode,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String representative) {
        String head = representative == null || representative.isBlank()
                ? null
                : person("representative", "法定代表人或者负责人", representative);
        return registered(PartyKind.ORGANISATION, name, creditCode, phone, address, head, null);
    }

    public static Identity soleTrader(
            @Nullable String name,
            @Nullable String creditCode,
            @Nullable String phone,
            @Nullable String address,
            @Nullable Identity operator) {
        if (operator != null && operator.kind() != PartyKind.CITIZEN) {
            throw Refusal.invalid("operatorName", "个体工商户的经营者应为公民。");
        }
        return registered(PartyKind.SOLE_TRADER, name, creditCode, phone, address, null, operator);
    }

    private static Identity registered(
            PartyKind kind,
            @Nullable String name,
            @Nullable String creditCode,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String representative,
            @Nullable Identity operator) {
        String code = number(creditCode);
        CheckDigits.refuseCreditCode(code);
        return new Identity(
                kind,
                called("name", "名称", name, 100),
                null,
                null,
                null,
                code,
                phone(phone),
                address(address),
                representative,
                operator);
    }

    private static String person(String field, String label, @Nullable String text) {
        String name = called(field, label, text, 50);
        if (!PERSON.matcher(name).matches()) {
            throw Refusal.invalid(field, label + "只能由文字和间隔号组成。");
        }
        return name;
    }

    private static String called(String field, String label, @Nullable String text, int most) {
        String name = Limits.required(label, spelled(text), 2, most);
        if (PLACEHOLDER.matcher(name).find() && name.length() <= 6 || name.indexOf('*') >= 0) {
            throw Refusal.invalid(field, label + "应与证件一致；身份不明的，暂不登记当事人。");
        }
        return name;
    }

    /** One spelling for each name: of the many dots and widths that keyboards have, one is stored. */
    public static String spelled(@Nullable String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .replaceAll("[•‧・∙]", "·")
                        .replaceAll("\\s+", " ")
                        .strip();
    }

    private static @Nullable String number(@Nullable String text) {
        return text == null
                ? null
                : Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .replaceAll("[\\s()-]", "")
                        .toUpperCase(Locale.ROOT);
    }

    private static @Nullable String phone(@Nullable String text) {
        String phone = Limits.optional("联系电话", text, 20);
        if (phone != null && !PHONE.matcher(phone).matches()) {
            throw Refusal.invalid("phone", "联系电话应为7至20位数字。");
        }
        return phone;
    }

    private static @Nullable String address(@Nullable String text) {
        return text == null || text.isBlank() ? null : Limits.required("住址", text, 2, 200);
    }

    /** Nothing of the party, wherever it may be printed. */
    @Override
    public String toString() {
        return "Identity[" + kind + "]";
    }
}
