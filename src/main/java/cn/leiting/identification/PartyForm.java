package cn.leiting.identification;

import cn.leiting.identity.Identity;
import cn.leiting.identity.Identity.Document;
import cn.leiting.identity.PartyKind;
import cn.leiting.shared.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is typed on the page; texts only, so that nothing of it is named where a value does not fit. */
record PartyForm(
        @Nullable String kind,
        @Nullable String name,
        @Nullable String document,
        @Nullable String number,
        @Nullable String birthOn,
        @Nullable String creditCode,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String representative,
        @Nullable String operatorName,
        @Nullable String operatorNumber,
        @Nullable String renamed) {

    /** Refuses what {@link Identity} refuses. */
    Identity identity() {
        PartyKind chosen = one(PartyKind.class, "kind", "当事人类型", kind);
        return switch (chosen) {
            case CITIZEN ->
                Identity.citizen(
                        name, one(Document.class, "document", "证件类型", document), number, birthday(), phone, address);
            case ORGANISATION -> Identity.organisation(name, creditCode, phone, address, representative);
            case SOLE_TRADER -> Identity.soleTrader(name, creditCode, phone, address, operator());
        };
    }

    boolean isRenamed() {
        return "true".equals(renamed);
    }

    private @Nullable Identity operator() {
        return isBlank(operatorName) && isBlank(operatorNumber)
                ? null
                : Identity.citizen(operatorName, Document.RESIDENT_ID, operatorNumber, null, null, null);
    }

    private @Nullable LocalDate birthday() {
        try {
            return birthOn == null || birthOn.isBlank() ? null : LocalDate.parse(birthOn);
        } catch (DateTimeException none) {
            throw Refusal.invalid("birthOn", "出生日期应形如2000-01-20。");
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static <E extends Enum<E>> E one(Class<E> type, String field, String label, @Nullable String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(field, "请选择" + label + "。"));
    }

    /** Nothing of the party, wherever it may be printed. */
    @Override
    public String toString() {
        return "PartyForm";
    }
}
