package cn.leiting.party;

import cn.leiting.identity.PartyKind;
import org.jspecify.annotations.Nullable;

/**
 * 当事人（隐去）：what everybody else who may see the case sees.
 *
 * @param name of a citizen the first character, e.g. 张**; of others in full, as it is in the public register
 * @param number e.g. 310***********1234, of others the credit code in full; null: of a citizen without one
 * @param phone e.g. 138****5678
 * @param address of others; of a citizen none
 * @param operator 经营者 of a sole trader, e.g. 张**
 */
public record MaskedParty(
        long id,
        PartyKind kind,
        String name,
        @Nullable String number,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String operator) {

    /** @param operates who operates the party, if it is a sole trader and that is known */
    static MaskedParty of(Party party, @Nullable Party operates) {
        boolean citizen = party.kind() == PartyKind.CITIZEN;
        String number = party.number();
        String phone = party.phone();
        return new MaskedParty(
                party.id(),
                party.kind(),
                citizen ? person(party.name()) : party.name(),
                number == null ? party.creditCode() : number(number),
                phone == null ? null : number(phone),
                citizen ? null : party.address(),
                operates == null ? null : person(operates.name()));
    }

    static String person(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
    }

    /** The first three and the last four stay of what is long enough for it; of the rest nothing. */
    static String number(String number) {
        int hidden = number.length() - 7;
        return hidden < 4
                ? "*".repeat(number.length())
                : number.substring(0, 3) + "*".repeat(hidden) + number.substring(number.length() - 4);
    }

    @Override
    public String toString() {
        return "MaskedParty[" + id + "]";
    }
}
