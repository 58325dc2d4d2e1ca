package cn.leiting.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.calendar.WorkCalendar;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.shared.Refusal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class CasesTests {

    @Autowired
    Cases cases;

    @Autowired
    Handlers handlers;

    @Autowired
    CaseClocks clocks;

    @Autowired
    WorkCalendar calendar;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aCaseIsNumberedAfterItsSquadAndYear() {
        String first = cases.register(Registry.patrol("VIO_STALL"), "xujing1");
        String second = cases.register(Registry.patrol("VIO_STALL"), "xujing1");

        assertThat(first).matches("CASE-310118106-2023-\\d{6}");
        assertThat(Integer.parseInt(second.substring(20))).isEqualTo(Integer.parseInt(first.substring(20)) + 1);
        assertThat(cases.get(first).decidingBody()).isEqualTo("徐泾镇人民政府");
    }

    @Test
    void theSameComplaintIsOneCase() {
        String first = cases.register(Registry.complaint("T-CASE-1"), "xujing1");

        assertThat(cases.register(Registry.complaint("T-CASE-1"), "xujing2")).isEqualTo(first);
    }

    @Test
    void anActThatNoLawOfItsDayKnowsIsRefused() {
        assertThatThrownBy(() -> cases.register(Registry.patrol("VIO_NONE"), "xujing1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("违法行为类型");
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void aCaseGoesOnlyWhereItsStatusLeads(Status status) {
        String code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");
        jdbc.sql("""
                        update enforcement_case
                        set status = ?, filed_on = date '2023-01-12', filed_by = 'xujingDecide1',
                            outcome = case when ? = 'CLOSED' then 'WARNING' end,
                            closed_on = case when ? = 'CLOSED' then date '2023-01-12' end,
                            closed_by = case when ? = 'CLOSED' then 'xujing1' end
                        where code = ?
                        """)
                .params(status.name(), status.name(), status.name(), status.name(), code)
                .update();

        Arrays.stream(Status.values())
                .filter(to -> !status.next().contains(to))
                .forEach(to -> assertThatThrownBy(() -> cases.advance(code, to, null, "xujing1"))
                        .as("%s to %s", status, to)
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("不能转入"));
        assertThat(cases.get(code).status()).isEqualTo(status);
    }

    @Test
    void filingStartsTheNinetyDays() {
        String code = filed();

        assertThat(cases.get(code).filedOn()).isEqualTo(LocalDate.of(2023, 1, 12));
        clocks.pause(code, "apl.60", LocalDate.of(2023, 2, 1), "行政处罚法第二十七条", "xujing1");
        assertThatThrownBy(() -> clocks.pause(code, "apl.60", LocalDate.of(2023, 2, 2), "再次中止", "xujing1"))
                .hasMessageContaining("已经中止");
        clocks.resume(code, "apl.60", LocalDate.of(2023, 2, 11), "xujing1");
        clocks.extend(code, "apl.60", 30, "案情复杂，经负责人批准", "xujing1");
        assertThatThrownBy(() -> clocks.extend(code, "acl.25", 60, "案情复杂，经负责人批准", "xujing1"))
                .hasMessageContaining("行政强制法第二十五条");
        assertThatThrownBy(() -> clocks.pause(code, "apl.64.1", LocalDate.of(2023, 3, 1), "节日", "xujing1"))
                .hasMessageContaining("行政处罚法第六十条");
        assertThat(clocks.of(code, "apl.60", LocalDate.of(2023, 1, 12), false, null)
                        .pauses())
                .hasSize(1);
        assertThat(clocks.of(code, "apl.60", LocalDate.of(2023, 1, 12), false, null)
                        .due(calendar.now()))
                .contains(LocalDate.of(2023, 1, 12).plusDays(90 + 10 + 30));
    }

    @Test
    void twoCertifiedOfficersOfTheSquadHandleACase() {
        String code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");

        refused(code, Set.of("xujing1"), "不得少于两名");
        refused(code, Set.of("xujing1", "xujing4"), "没有有效的执法证");
        refused(code, Set.of("xujing1", "baihe1"), "不是本中队人员");
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        handlers.assign(code, Set.of("xujing2", "xujing3"), "xujingLead");

        assertThat(handlers.of(code)).extracting(Handlers.Handler::person).containsExactly("xujing2", "xujing3");
        assertThatThrownBy(() -> handlers.refuseHandler(code, "xujing2", "承办人不能主持听证。"))
                .hasMessageContaining("听证");
        assertThatThrownBy(() -> handlers.refuseHandler(code, "xujing1", "承办人不能主持听证。"))
                .as("replaced on the same day")
                .hasMessageContaining("听证");
        assertThatThrownBy(() -> jdbc.sql("delete from case_handled where case_code = ?")
                        .param(code)
                        .update())
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
        handlers.refuseHandler(code, "xujingDecide1", "承办人不能主持听证。");
        assertThatThrownBy(() -> handlers.refuseOthers(code, "xujing1")).isInstanceOf(Refusal.class);
    }

    private void refused(String code, Set<String> people, String sentence) {
        assertThatThrownBy(() -> handlers.assign(code, people, "xujingLead"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void aClosedCaseStaysAsItIs() {
        String code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");
        cases.terminate(code, "当事人死亡，没有承受人。", "xujingDecide1");

        assertThat(cases.get(code).outcome()).isEqualTo(Outcome.TERMINATED);
        assertThatThrownBy(() -> cases.close(code, Outcome.WARNING, null, "xujing1"))
                .hasMessageContaining("已结案");
        assertThatThrownBy(() -> handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead"))
                .hasMessageContaining("已结案");
        assertThatThrownBy(() -> clocks.extend(code, "apl.60", 30, "依据", "xujing1"))
                .hasMessageContaining("已结案");
        assertThatThrownBy(() -> jdbc.sql("update case_event set text = 'x' where case_code = ?")
                        .param(code)
                        .update())
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }

    @Test
    void theDatabaseKeepsACaseWithoutFilingOutOfTheInvestigation() {
        String code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");

        assertThatThrownBy(() -> jdbc.sql("update enforcement_case set status = 'INVESTIGATING' where code = ?")
                        .param(code)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("filed_before_it_is_investigated");
    }

    private String filed() {
        String code = cases.register(Registry.patrol("VIO_STALL"), "xujing1");
        cases.route(code, Proposal.ORDINARY, "xujing1");
        cases.file(code, LocalDate.of(2023, 1, 12), "xujingDecide1");
        return code;
    }
}
