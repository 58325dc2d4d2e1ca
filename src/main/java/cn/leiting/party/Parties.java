package cn.leiting.party;

import cn.leiting.identity.Identity;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.party.PartyReads.Access;
import cn.leiting.party.PartyRows.Row;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Journal;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 当事人：one row for one identity, over all squads and years. Everybody who may see a case sees its party masked; its
 * handlers of today, its reviewers and its deciders see it in full, each time for a reason that is kept (domain §2.4).
 */
@Component
@Transactional
public class Parties {

    /** 登记事项 of the journal, which never holds what was entered. */
    enum Kind {
        ENTERED("登记"),
        COMPLETED("补充"),
        RENAMED("更名");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** 查看记录. */
    public record Read(String byName, String reason, LocalDateTime at) {}

    private static final int OF_AGE = 18;

    private final PartyRows rows;
    private final PartyReads looks;
    private final JdbcClient jdbc;
    private final Journal<Kind> journal;
    private final Organization organization;

    Parties(PartyRows rows, PartyReads looks, JdbcClient jdbc, Organization organization, Clock clock) {
        this.rows = rows;
        this.looks = looks;
        this.jdbc = jdbc;
        this.journal = new Journal<>(jdbc, clock, "party_event", "party", Kind.class);
        this.organization = organization;
    }

    /**
     * 登记当事人: finds the row of that number or code, or makes it; of a sole trader also its operator's. What is told of
     * phone, address and representative replaces what was known. Refuses (409) another name or another operator under a
     * known number, unless it was renamed, and never says which name is known.
     *
     * @param renamed the officer has seen that the name or the operator has changed
     * @return its id, for {@code Cases.identify}
     */
    public long enter(Identity identity, boolean renamed, String by) {
        Identity told = identity.operator();
        Long operator = told == null ? null : enter(told, renamed, by);
        Row known = rows.find(identity).orElse(null);
        if (known == null) {
            Long entered = rows.insert(identity, operator, by).orElse(null);
            if (entered != null) {
                journal.note(entered, Kind.ENTERED, null, by);
                return entered;
            }
            known = rows.find(identity).orElseThrow(() -> Refusal.conflict("当事人刚被别人登记，请重试。"));
        }
        return again(known, identity, operator, renamed, by);
    }

    private long again(Row known, Identity identity, @Nullable Long operator, boolean renamed, String by) {
        Party party = known.party();
        boolean otherName = !party.name().equals(identity.name());
        boolean otherOperator = operator != null && known.operator() != null && !operator.equals(known.operator());
        if (party.kind() != identity.kind()) {
            throw Refusal.conflict("该代码已登记为另一类型的当事人，请核对当事人类型。");
        }
        if (party.birthOn() != null && !party.birthOn().equals(identity.birthOn())) {
            throw Refusal.conflict("该证件号码登记的出生日期与填写的不同，请核对。");
        }
        if ((otherName || otherOperator) && !renamed) {
            throw Refusal.conflict("该号码已登记在另一姓名、名称或者经营者之下，请核对；确已变更的，请勾选“已核实变更”。");
        }
        if (otherName || otherOperator || tellsMore(identity, operator, known)) {
            rows.update(party.id(), identity, operator);
            journal.note(party.id(), otherName || otherOperator ? Kind.RENAMED : Kind.COMPLETED, null, by);
        }
        return party.id();
    }

    private static boolean tellsMore(Identity identity, @Nullable Long operator, Row known) {
        Party party = known.party();
        return identity.phone() != null && !identity.phone().equals(party.phone())
                || identity.address() != null && !identity.address().equals(party.address())
                || identity.representative() != null
                        && !identity.representative().equals(party.representative())
                || operator != null && known.operator() == null;
    }

    /**
     * The party of that case in full, and a row of {@code party_read} in the same transaction. Refuses (403) everybody
     * but who handles the case today, reviews or decides cases of its squad; (404) a party that is not the case's.
     *
     * @param reason what it is needed for, 2 to 200 characters
     */
    public Party show(long party, String caseCode, Actor actor, String reason) {
        String why = Limits.required("查看事由", reason, 2, 200);
        Access access = looks.access(party, caseCode, actor.id());
        Squad squad = organization.squad(access.squad());
        if (!access.handles() && !actor.isIn(squad.decideGroup(), squad.reviewGroup())) {
            throw Refusal.forbidden("只有案件的承办人、法制审核人员和决定机关可以查看当事人的完整信息。");
        }
        Row row = rows.get(party);
        Long operator = row.operator();
        looks.note(party, caseCode, why, actor.id());
        return operator == null
                ? row.party()
                : row.party().operatedBy(rows.get(operator).party());
    }

    /** Refuses an unknown one. */
    @Transactional(readOnly = true)
    public MaskedParty masked(long party) {
        MaskedParty found = masked(List.of(party)).get(party);
        if (found == null) {
            throw Refusal.notFound("没有这个当事人。");
        }
        return found;
    }

    /** By id, for a list; one statement, and one more where sole traders are among them. */
    @Transactional(readOnly = true)
    public Map<Long, MaskedParty> masked(Collection<Long> parties) {
        List<Row> found = rows.some(parties);
        Set<Long> operators =
                found.stream().map(Row::operator).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<Long, Party> operating = operators.isEmpty()
                ? Map.of()
                : rows.some(operators).stream()
                        .collect(Collectors.toMap(row -> row.party().id(), Row::party));
        return found.stream().collect(Collectors.toMap(row -> row.party().id(), row -> mask(row, operating)));
    }

    private static MaskedParty mask(Row row, Map<Long, Party> operating) {
        Long operator = row.operator();
        return MaskedParty.of(row.party(), operator == null ? null : operating.get(operator));
    }

    /**
     * 行为时的周岁 of a citizen or of a sole trader's operator (行政处罚法第三十条: under 14 no penalty, under 18 a lighter
     * one); none of others.
     */
    @Transactional(readOnly = true)
    public OptionalInt age(long party, LocalDate on) {
        Row row = rows.get(party);
        Long operator = row.operator();
        LocalDate birthOn =
                (operator == null ? row : rows.get(operator)).party().birthOn();
        return birthOn == null
                ? OptionalInt.empty()
                : OptionalInt.of(birthOn.until(on).getYears());
    }

    /** 未成年人: under 18 on that day, the day of the act. */
    @Transactional(readOnly = true)
    public boolean isMinor(long party, LocalDate on) {
        OptionalInt age = age(party, on);
        return age.isPresent() && age.getAsInt() < OF_AGE;
    }

    /**
     * Who bears that very name, for a search over cases. To a squad and its town only those that were of age in every
     * year of an act (domain §9.4 no. 42): whoever turned 18 in such a year is left out too.
     *
     * @param name 2 to 100 characters, the whole name
     */
    @Transactional(readOnly = true)
    public Set<Long> called(String name, Actor actor) {
        boolean everybody = actor.isIn("deptLegal", "deptSupervision")
                || organization
                        .squadOf(actor.groups())
                        .filter(squad -> actor.isIn(squad.decideGroup(), squad.reviewGroup()))
                        .isPresent();
        return Set.copyOf(jdbc.sql("""
                        select id
                        from party
                        where name = :name
                          and (:everybody
                            or not exists (select
                                           from enforcement_case
                                           where party = party.id
                                             and extract(year from act_on) <= birth_year + 18))
                        """)
                .param("name", Limits.required("姓名或者名称", Identity.spelled(name), 2, 100))
                .param("everybody", everybody)
                .query(Long.class)
                .list());
    }

    /** Who has seen the party of that case in full, the latest hundred first. */
    @Transactional(readOnly = true)
    public List<Read> reads(long party, String caseCode) {
        return looks.of(party, caseCode);
    }
}
