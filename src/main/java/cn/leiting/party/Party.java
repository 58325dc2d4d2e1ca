package cn.leiting.party;

import cn.leiting.identity.Identity;
import cn.leiting.identity.PartyKind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 当事人：in full, as only {@link Parties#show} gives it. Belongs on no page but the one that was asked for, in no
 * process variable, log, exception or address.
 *
 * @param number of a citizen's document; null of others
 * @param birthOn of a citizen
 * @param creditCode 统一社会信用代码; null of a citizen
 * @param representative 法定代表人或者负责人 of an organisation
 * @param operator 经营者 of a sole trader
 */
public record Party(
        long id,
        PartyKind kind,
        String name,
        Identity.@Nullable Document document,
        @Nullable String number,
        @Nullable LocalDate birthOn,
        @Nullable String creditCode,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String representative,
        @Nullable Party operator) {

    Party operatedBy(Party who) {
        return new Party(id, kind, name, document, number, birthOn, creditCode, phone, address, representative, who);
    }

    /** Nothing of the party, wherever it may be printed. */
    @Override
    public String toString() {
        return "Party[" + id + "]";
    }
}
