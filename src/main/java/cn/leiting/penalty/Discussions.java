package cn.leiting.penalty;

import cn.leiting.casework.Cases;
import cn.leiting.casework.EnforcementCase;
import cn.leiting.casework.Status;
import cn.leiting.inquiry.Readers;
import cn.leiting.penalty.Grounds.Matter;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 集体讨论 (行政处罚法第五十七条第二款): the responsible persons of the deciding body talk over a complicated or major
 * penalty before it is decided. Refuses others (403) and a case that waits for none (409).
 */
@Component
@Transactional
public class Discussions {

    /**
     * 讨论记录.
     *
     * @param persons who took part, 2 to 30, each 2 to 40 characters
     * @param agreed whether they agree with what is proposed
     * @param record 20 to 3000 characters
     */
    public record Discussion(LocalDate heldOn, List<String> persons, boolean agreed, String record) {

        public Discussion {
            persons = persons.stream().map(String::strip).distinct().toList();
            if (persons.size() < 2 || persons.size() > 30) {
                throw Refusal.invalid("persons", "集体讨论的参加人员应为2至30人（行政处罚法第五十七条）。");
            }
            persons.forEach(person -> Limits.required("参加人员姓名", person, 2, 40));
            record = Limits.required("讨论记录", record, 20, 3000);
        }
    }

    private record Held(int proposalNo, @Nullable Integer noticeNo, Discussion discussion) {}

    private final JdbcClient jdbc;
    private final Cases cases;
    private final Grounds grounds;
    private final Readers readers;
    private final Clock clock;

    Discussions(JdbcClient jdbc, Cases cases, Grounds grounds, Readers readers, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.grounds = grounds;
        this.readers = readers;
        this.clock = clock;
    }

    /** Why the case as it stands needs one; empty: none is needed. */
    @Transactional(readOnly = true)
    public List<String> reasons(String code) {
        return grounds.ofDiscussion(grounds.matter(cases.get(code)));
    }

    /** Puts the case to a discussion where it needs one that was not held yet; answers whether it does. */
    public boolean ask(String code, String by) {
        Matter matter = grounds.matter(cases.hold(code));
        boolean needed = !grounds.ofDiscussion(matter).isEmpty() && held(matter).isEmpty();
        if (needed) {
            cases.advance(code, Status.DISCUSSING, null, by);
        }
        return needed;
    }

    /** Refuses a day before the proposal's case was filed or after today. */
    public void record(String code, Discussion discussion, Actor by) {
        EnforcementCase found = cases.hold(code);
        readers.refuseUnlessDecider(found, by);
        if (found.status() != Status.DISCUSSING) {
            throw Refusal.conflict("案件" + code + "现为“" + found.status().label() + "”，没有待办的集体讨论。");
        }
        LocalDate filed = found.filedOn();
        if (discussion.heldOn().isAfter(LocalDate.now(clock))
                || filed != null && discussion.heldOn().isBefore(filed)) {
            throw Refusal.invalid("heldOn", "讨论日期不能早于立案之日，也不能晚于今天。");
        }
        Matter matter = grounds.matter(found);
        jdbc.sql("""
                        insert into collective_discussion
                        values (?, (select coalesce(max(no), 0) + 1 from collective_discussion where case_code = ?),
                                ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(code, code, matter.proposal().no(), matter.noticeNo(), discussion.heldOn())
                .params(discussion.persons().toArray(String[]::new), discussion.agreed(), discussion.record())
                .params(by.id(), Timestamp.from(clock.instant()))
                .update();
    }

    /** Of this proposal and this notice, the last one. */
    Optional<Discussion> held(Matter matter) {
        return read(matter.found().code()).stream()
                .filter(one -> one.proposalNo() == matter.proposal().no())
                .filter(one -> Objects.equals(one.noticeNo(), matter.noticeNo()))
                .map(Held::discussion)
                .reduce((earlier, later) -> later);
    }

    /** In their order. */
    @Transactional(readOnly = true)
    public List<Discussion> of(String code) {
        return read(code).stream().map(Held::discussion).toList();
    }

    private List<Held> read(String code) {
        return jdbc.sql("select * from collective_discussion where case_code = ? order by no")
                .param(code)
                .query((row, number) -> new Held(
                        row.getInt("proposal_no"),
                        row.getObject("notice_no", Integer.class),
                        new Discussion(
                                row.getObject("held_on", LocalDate.class),
                                List.of((String[]) row.getArray("persons").getArray()),
                                row.getBoolean("agreed"),
                                row.getString("record"))))
                .list();
    }
}
