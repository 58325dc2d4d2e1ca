package cn.leiting.organization;

import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 人员：someone with an account, with the posts held on the day that was asked for.
 *
 * @param userId the account, two to 64 letters and digits
 * @param unit where the person works, or last worked
 * @param phone eleven digits from 1 on, where known
 * @param posts held on that day; empty when the person has left or handed everything over
 * @param certificate the one that expires last, be it expired
 */
public record Person(
        String userId,
        String name,
        Unit unit,
        Kind kind,
        @Nullable String phone,
        List<Post> posts,
        @Nullable Certificate certificate) {

    public enum Kind {
        OFFICER("执法人员"),
        /** 执法辅助人员：may accompany, never inspect (国办发〔2024〕54号). */
        AUXILIARY("执法辅助人员"),
        STAFF("其他人员");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 职务：as written in the people's file; each belongs to one kind of unit. */
    public enum Title {
        LEADER("队长", Unit.Kind.SQUAD, Kind.OFFICER),
        DEPUTY_LEADER("副队长", Unit.Kind.SQUAD, Kind.OFFICER),
        OFFICER("执法队员", Unit.Kind.SQUAD, Kind.OFFICER),
        AUXILIARY("辅助人员", Unit.Kind.SQUAD, Kind.AUXILIARY),
        HEAD("负责人", Unit.Kind.SECTION, Kind.STAFF),
        MEMBER("科员", Unit.Kind.SECTION, Kind.STAFF),
        PRINCIPAL("领导", Unit.Kind.LEADERSHIP, Kind.STAFF),
        TOWN("领导班子成员", Unit.Kind.TOWN, Kind.STAFF),
        DECIDER("审批人", Unit.Kind.DECIDING, Kind.STAFF),
        REVIEWER("法制审核人", Unit.Kind.REVIEW, Kind.STAFF),
        LIAISON("联络员", Unit.Kind.AGENCY, Kind.STAFF);

        private final String label;
        private final Unit.Kind unit;
        private final Kind kind;

        Title(String label, Unit.Kind unit, Kind kind) {
            this.label = label;
            this.unit = unit;
            this.kind = kind;
        }

        private static List<Title> in(Unit.Kind unit) {
            return Arrays.stream(values()).filter(title -> title.unit == unit).toList();
        }

        /** The post of that name in that unit; refuses a name that such a unit does not have. */
        public static Title called(String label, Unit unit) {
            return in(unit.kind()).stream()
                    .filter(title -> title.label.equals(label))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid(
                            "title",
                            "“" + unit.name() + "”没有职务“" + label + "”，可填："
                                    + in(unit.kind()).stream().map(Title::label).collect(Collectors.joining("、"))
                                    + "。"));
        }

        /** 队长 or 副队长, of whom one is designated (the notice, line 31). */
        public boolean leads() {
            return EnumSet.of(LEADER, DEPUTY_LEADER).contains(this);
        }

        public String label() {
            return label;
        }

        Kind kind() {
            return kind;
        }
    }

    public record Post(Unit unit, Title title, LocalDate since) {

        public String label() {
            return unit.name() + title.label();
        }
    }

    /** 行政执法证：valid on both its first and its last day. */
    public record Certificate(String no, LocalDate issuedOn, LocalDate expiresOn) {

        private static final int WARNING_DAYS = 90;

        public Certificate {
            require(no.length() >= 4 && no.length() <= 40, "certificate", "执法证号须为4至40个字符。");
            require(!expiresOn.isBefore(issuedOn), "certificate", "到期日期不能早于发证日期。");
        }

        public boolean isValidOn(LocalDate day) {
            return !day.isBefore(issuedOn) && !day.isAfter(expiresOn);
        }

        public boolean isExpiredOn(LocalDate day) {
            return day.isAfter(expiresOn);
        }

        /** Within ninety days. */
        public boolean isExpiringOn(LocalDate day) {
            return !isExpiredOn(day) && day.plusDays(WARNING_DAYS).isAfter(expiresOn);
        }
    }

    /**
     * What is registered of a person. Refuses an account that is no name for the engine or is the
     * administrator's, a name or phone that is none, and a certificate of an auxiliary.
     *
     * @param initialPassword eight to 64 characters; a new account needs it, an existing one keeps its own
     */
    public record Form(
            String userId,
            String name,
            Unit unit,
            Title title,
            @Nullable Certificate certificate,
            @Nullable String phone,
            @Nullable String initialPassword) {

        public Form {
            require(userId.matches("[a-zA-Z0-9]{2,64}"), "userId", "账号须为2至64位英文字母或数字。");
            require(!userId.equalsIgnoreCase("admin"), "userId", "账号“admin”为系统管理员保留。");
            require(!name.isBlank() && name.length() <= 40, "name", "姓名须填写，不超过40字。");
            require(phone == null || phone.matches("1\\d{10}"), "phone", "手机须为11位数字，以1开头；没有可不填。");
            require(
                    initialPassword == null || initialPassword.length() >= 8 && initialPassword.length() <= 64,
                    "initialPassword",
                    "初始密码须为8至64位。");
            require(
                    certificate == null || title.kind() != Kind.AUXILIARY,
                    "certificate",
                    "辅助人员没有执法证，请清空执法证号和日期，或更正职务。");
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Form[" + userId + "]";
        }
    }

    /**
     * The account must exist, with this name and exactly these groups.
     *
     * @param initialPassword of a new account; an existing one keeps its password
     */
    public record Registered(
            String userId,
            String name,
            Set<String> groups,
            @Nullable String initialPassword) {

        public Registered {
            groups = Set.copyOf(groups);
        }

        /** Without the password, wherever an event is logged. */
        @Override
        public String toString() {
            return "Registered[" + userId + " " + groups + "]";
        }
    }

    /** Holds no post any more: the account is to be locked out; {@link Registered} again lets it in. */
    public record Left(String userId) {}

    boolean holds(Unit in, Title title) {
        return posts.stream().anyMatch(post -> post.unit().equals(in) && post.title() == title);
    }

    /** All that the form says but the certificate. */
    boolean isAs(Form form) {
        return userId.equals(form.userId())
                && name.equals(form.name())
                && Objects.equals(phone, form.phone())
                && unit.equals(form.unit())
                && holds(form.unit(), form.title());
    }

    boolean worksIn(String unitCode) {
        return posts.stream().anyMatch(post -> post.unit().code().equals(unitCode));
    }

    /** Holds the post of 队长 or 副队长 of that squad. */
    public boolean leads(String squadCode) {
        return posts.stream()
                .anyMatch(post ->
                        post.unit().code().equals(squadCode) && post.title().leads());
    }

    private static void require(boolean kept, String field, String sentence) {
        if (!kept) {
            throw Refusal.invalid(field, sentence);
        }
    }
}
