package cn.leiting.dossier;

import cn.leiting.publicity.Publications;
import cn.leiting.publicity.Publications.Reason;
import cn.leiting.remedy.Remedies;
import cn.leiting.remedy.Remedy.Result;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 所涉案件：which cases an item tells of. Once the decision of one is changed, annulled or found illegal, what stands of
 * the item is withdrawn within three working days (行政处罚法第四十八条第二款), and what was not published yet never is.
 * Refuses all but 办公室 and 法制科 (403), an unknown item (404) or case (422), and what is there or gone already (409).
 */
@Component
@Transactional
public class Mentions {

    /** @param result what overturned its decision last; null: nothing did */
    record Mention(String caseCode, @Nullable Result result) {}

    private static final String OVERTURNED = """
            (select result
             from remedy
             where remedy.case_code = info_case.case_code
               and result in ('CHANGED', 'ANNULLED', 'ILLEGAL')
             order by no desc
             limit 1)
            """;

    private final JdbcClient jdbc;
    private final Publications publications;
    private final Clock clock;

    Mentions(JdbcClient jdbc, Publications publications, Clock clock) {
        this.jdbc = jdbc;
        this.publications = publications;
        this.clock = clock;
    }

    /** By case. */
    @Transactional(readOnly = true)
    List<Mention> of(String item) {
        return jdbc.sql("select case_code, " + OVERTURNED
                        + " as result from info_case where item = ? order by case_code")
                .param(item)
                .query(Mention.class)
                .list();
    }

    /** A case whose decision was overturned before is found late, but what stands of the item is withdrawn all the same. */
    void link(String item, String caseCode, Actor by) {
        by.require("deptOffice", "deptLegal");
        lock(item);
        if (!jdbc.sql("select exists (select from enforcement_case where code = ?)")
                .param(caseCode)
                .query(Boolean.class)
                .single()) {
            throw Refusal.invalid("caseCode", "没有编号为“" + caseCode + "”的案件。");
        }
        int linked = jdbc.sql("""
                        insert into info_case (item, case_code, linked_by, linked_at)
                        values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(item, caseCode, by.id(), Timestamp.from(clock.instant()))
                .update();
        if (linked == 0) {
            throw Refusal.conflict("信息" + item + "已经关联案件" + caseCode + "。");
        }
        overturned(item).ifPresent(result -> withdraw(item, result, by.id()));
    }

    void unlink(String item, String caseCode, Actor by) {
        by.require("deptOffice", "deptLegal");
        int gone = jdbc.sql("delete from info_case where item = ? and case_code = ?")
                .params(item, caseCode)
                .update();
        if (gone == 0) {
            throw Refusal.conflict("信息" + item + "没有关联案件" + caseCode + "。");
        }
    }

    /** Before a publication. Refuses (409) an item that tells of a decision that stands no more. */
    public void refuseOverturned(String item) {
        of(item).stream()
                .filter(mention -> mention.result() != null)
                .findFirst()
                .ifPresent(mention -> {
                    throw Refusal.conflict("案件" + mention.caseCode() + "的处罚决定已被变更、撤销或者确认违法，信息" + item + "不能发布。");
                });
    }

    @EventListener
    void withdraw(Remedies.Decided decided) {
        if (!decided.result().overturns()) {
            return;
        }
        jdbc.sql("select item from info_case where case_code = ? order by item")
                .param(decided.code())
                .query(String.class)
                .list()
                .forEach(item -> withdraw(item, decided.result(), decided.by()));
    }

    private void withdraw(String item, Result result, String by) {
        if (publications.stands(item)) {
            publications.withdrawByLaw(item, Reason.DECISION_ANNULLED, "处罚决定已" + result.label() + "。", by);
        }
    }

    private Optional<Result> overturned(String item) {
        return of(item).stream()
                .map(Mention::result)
                .filter(result -> result != null)
                .findFirst();
    }

    private void lock(String item) {
        boolean known = jdbc.sql("select true from info_item where code = ? for update")
                .param(item)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        if (!known) {
            throw ItemPhotos.unknown(item);
        }
    }
}
