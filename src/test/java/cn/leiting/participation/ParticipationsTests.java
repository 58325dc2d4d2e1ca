package cn.leiting.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.overview.Rounds;
import cn.leiting.participation.Participations.Entry;
import cn.leiting.participation.Participations.Form;
import cn.leiting.participation.Participations.Kind;
import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@LeitingTest
class ParticipationsTests {

    private static final Actor OFFICE = new Actor("office1", Set.of("deptOffice"));
    private static final LocalDate TODAY = LocalDate.of(2023, 1, 12);
    private static final String POINT = "P-310118106-0007";

    @Autowired
    private Participations participations;

    @Autowired
    private Rounds rounds;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void recordsWhoTookPartWhereAndInWhichCampaign() {
        String campaign = rounds.drafted("TH-2083-31");

        participations.record(new Form(Kind.VOLUNTEER, 30, TODAY, POINT, campaign, null), OFFICE);
        participations.record(new Form(Kind.REPORT, 1, TODAY.minusDays(1), POINT, campaign, "12345-1"), OFFICE);

        assertThat(participations.of(campaign, null, null, 10))
                .containsExactly(
                        new Entry(Kind.VOLUNTEER, 30, TODAY, POINT, campaign, null, "办公室科员1"),
                        new Entry(Kind.REPORT, 1, TODAY.minusDays(1), POINT, campaign, "12345-1", "办公室科员1"));
        assertThat(participations.of(campaign, TODAY, TODAY.plusDays(1), 10)).hasSize(1);
        assertThat(participations.of(campaign, null, TODAY, 10)).hasSize(1);
        assertThat(participations.of(campaign, null, null, 1)).hasSize(1);
    }

    @Test
    void entersATicketOnce() {
        Form form = new Form(Kind.REPORT, 1, TODAY, null, null, "12345-2");
        participations.record(form, OFFICE);

        assertThatThrownBy(() -> participations.record(form, OFFICE)).hasMessage("工单“12345-2”已经登记过。");
    }

    @Test
    void refusesUnknownPlacesNumbersOutOfRangeAndTheFuture() {
        assertRefused(new Form(Kind.OPEN_DAY, 5, TODAY, "P-310118106-8642", null, null), "没有编号为“P-310118106-8642”的点位。");
        assertRefused(new Form(Kind.OPEN_DAY, 5, TODAY, null, "TH-2083-997", null), "没有编号为“TH-2083-997”的行动。");
        assertRefused(new Form(Kind.OPEN_DAY, 5, TODAY.plusDays(1), null, null, null), "日期不能晚于今天。");
        assertThatThrownBy(() -> new Form(Kind.OPEN_DAY, 0, TODAY, null, null, null))
                .hasMessage("数量应在1到100000之间。");
        assertThatThrownBy(() -> new Form(Kind.OPEN_DAY, 100_001, TODAY, null, null, null))
                .hasMessage("数量应在1到100000之间。");
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into public_participation (kind, count, held_on, recorded_by, recorded_by_name, recorded_at)
                        values ('OPEN_DAY', 0, date '2023-01-12', 'office1', '办公室1', now())
                        """).update()).isInstanceOf(DataIntegrityViolationException.class);
    }

    private void assertRefused(Form form, String sentence) {
        assertThatThrownBy(() -> participations.record(form, OFFICE)).hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deptCoordination",
                "deptLegal",
                "bureauLeadership",
                "squadXujing",
                "agencyPolice",
                "camunda-admin"
            })
    void isRecordedByTheOfficeOnly(String group) {
        Form form = new Form(Kind.SUGGESTION, 2, TODAY, null, null, null);

        assertThatThrownBy(() -> participations.record(form, new Actor("somebody", Set.of(group))))
                .hasMessage("您没有办理此事的权限。");
    }
}
