package cn.leiting.process;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Statements;
import cn.leiting.ThousandSquadsTest;
import cn.leiting.assignment.Assignment;
import cn.leiting.assignment.Assignments;
import cn.leiting.lookback.LookBacks;
import cn.leiting.lookback.Traces;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a look-back costs that twenty times as many squads carry out as the district has. */
@ThousandSquadsTest
class LookBackScaleTests {

    @Autowired
    private LookBacks lookBacks;

    @Autowired
    private LookBackDecisions decisions;

    @Autowired
    private Assignments assignments;

    @Autowired
    private Organization organization;

    @Autowired
    private Traces traces;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void drawingConfirmingAndAssigningCostTheSameForElevenSquadsAndForTwoHundredAndTwenty() {
        cost("TH-2087-50", 3);

        assertThat(cost("TH-2087-51", 220)).isEqualTo(cost("TH-2087-52", 11)).isPositive();
        assertThat(jdbc.sql("select count(*) from squad_task where assignment = 'LB-2087-51'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(220);
    }

    /** Each squad has visited one of the district's 220 points, half of them with a finding. */
    private int cost(String campaign, int number) {
        List<Squad> squads = organization.squads(LocalDate.now(clock)).stream()
                .filter(squad -> squad.kind() == Squad.Kind.MOBILE)
                .limit(number)
                .toList();
        Set<String> codes = squads.stream().map(Squad::code).collect(Collectors.toSet());
        jdbc.sql("""
                        insert into campaign (code, year, theme, title, status, version, basis_type, basis_text, scope, weight, checklist,
                                              enterprise_inspection, guidance_text, info_target, starts_on, ends_on,
                                              original_ends_on, squads, paused_days, defined_by)
                        values (?, 2087, 'THEME_DEBRIS', '渣土运输专项整治', 'APPROVED', 1, 'SEASON', '冬季施工高峰。', 'PARTIAL', 1.0,
                                'THEME_DEBRIS-1', false, '严查未密闭运输。', 2, ?, ?, ?, ?, 0, 'coordination1')
                        """)
                .params(campaign, today().minusDays(9), today().minusDays(1), today().minusDays(1))
                .param(codes.toArray(String[]::new))
                .update();
        assignments.open(new Assignment.Form(
                campaign,
                Assignment.Mode.CAMPAIGN,
                "渣土运输专项整治",
                "THEME_DEBRIS",
                "THEME_DEBRIS-1",
                today().minusDays(9),
                today().minusDays(1),
                codes));
        assignments.dispatch(campaign, 1000);
        List<String> points = jdbc.sql("select code from inspection_point order by code")
                .query(String.class)
                .list();
        for (int place = 0; place < squads.size(); place++) {
            traces.visit(
                    campaign + ":" + squads.get(place).code(),
                    points.get(place),
                    0,
                    place % 2 == 0 ? Traces.STALL : null);
        }

        assertThat(lookBacks.begin(campaign)).isTrue();
        String code = LookBacks.codeOf(campaign);
        return Statements.during(() -> {
            lookBacks.draw(code, decisions::samples);
            lookBacks.confirm(code, decisions::samples, "coordination1");
            lookBacks.assign(code);
        });
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
