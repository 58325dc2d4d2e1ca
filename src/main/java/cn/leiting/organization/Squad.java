package cn.leiting.organization;

import java.util.Set;

/**
 * 城管中队：a squad as it is called on a certain day.
 *
 * @param code nine digits, e.g. 310118105; the key everywhere (there is no 310118108)
 * @param id the end of its groups' names, e.g. {@code Zhaoxiang}; never a key
 * @param name the notice's wording, e.g. 赵巷镇城管中队
 * @param townName e.g. 赵巷镇; 青浦区 of the mobile squad
 * @param decidingAuthority in whose name penalties are decided that day, e.g. 赵巷镇人民政府
 */
public record Squad(String code, String id, String name, String townName, String decidingAuthority, Kind kind) {

    public enum Kind {
        SUBDISTRICT,
        TOWN,
        /** The district's own: takes part when added, is scored, not ranked. */
        MOBILE
    }

    public boolean competes() {
        return kind != Kind.MOBILE;
    }

    public String group() {
        return "squad" + id;
    }

    public String leadGroup() {
        return "lead" + id;
    }

    public String townGroup() {
        return "town" + id;
    }

    public String decideGroup() {
        return "decide" + id;
    }

    public String reviewGroup() {
        return "review" + id;
    }

    Set<String> groups() {
        return Set.of(group(), leadGroup(), townGroup(), decideGroup(), reviewGroup());
    }
}
