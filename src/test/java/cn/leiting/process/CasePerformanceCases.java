package cn.leiting.process;

import cn.leiting.casework.Cases;
import cn.leiting.casework.Handlers;
import cn.leiting.casework.Source;
import cn.leiting.disposition.Dispositions.Proposal;
import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import cn.leiting.performance.Performances.Decision;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cases of 徐泾 that were decided in 2022, with the call by which their performance begins. */
@Component
public class CasePerformanceCases implements CasePerformanceDecisions {

    public static final LocalDate DECIDED = LocalDate.of(2022, 3, 1);

    private static final AtomicInteger NO = new AtomicInteger();

    private final Map<String, Decision> made = new ConcurrentHashMap<>();
    private final Cases cases;
    private final Handlers handlers;
    private final Organization organization;
    private final RuntimeService runtime;
    private final JdbcClient jdbc;

    CasePerformanceCases(
            Cases cases, Handlers handlers, Organization organization, RuntimeService runtime, JdbcClient jdbc) {
        this.cases = cases;
        this.handlers = handlers;
        this.organization = organization;
        this.runtime = runtime;
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Decision> imposed(String code) {
        return Optional.ofNullable(made.get(code));
    }

    /** xujing1 and xujing2 handle it. */
    public String decided(@Nullable String fine, @Nullable String otherDuty, LocalDate on) {
        String code = registered();
        cases.route(code, Proposal.ORDINARY, "xujing1");
        cases.file(code, LocalDate.of(2022, 2, 5), "xujingDecide1");
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        return called(code, fine, otherDuty, on, null);
    }

    public String decided(@Nullable String fine) {
        return decided(fine, null, DECIDED);
    }

    public String onTheSpot(@Nullable String fine, @Nullable String collected) {
        String code = registered();
        cases.route(code, Proposal.SIMPLIFIED, "xujing1");
        handlers.assign(code, Set.of("xujing1", "xujing2"), "xujingLead");
        jdbc.sql("update enforcement_case set status = 'DECIDED' where code = ?")
                .param(code)
                .update();
        made.put(code, decision(fine, null, DECIDED, true, collected));
        start(code);
        return code;
    }

    private String registered() {
        LocalDate act = LocalDate.of(2022, 2, 1);
        return cases.register(
                new Source(
                        "310118106",
                        Source.Kind.PATROL,
                        null,
                        null,
                        null,
                        "VIO_STALL",
                        "徐泾镇试用点位7门前",
                        "在人行道上设摊经营，影响通行。",
                        act,
                        act),
                "xujing1");
    }

    private String called(
            String code, @Nullable String fine, @Nullable String duty, LocalDate on, @Nullable String collected) {
        jdbc.sql("update enforcement_case set status = 'DECIDED' where code = ?")
                .param(code)
                .update();
        made.put(code, decision(fine, duty, on, false, collected));
        start(code);
        return code;
    }

    private static Decision decision(
            @Nullable String fine, @Nullable String duty, LocalDate on, boolean onTheSpot, @Nullable String collected) {
        return new Decision(
                "徐泾镇罚决字〔2050〕" + NO.incrementAndGet() + "号",
                on,
                fine == null ? null : new BigDecimal(fine),
                duty,
                onTheSpot,
                collected);
    }

    /** As if a fine of that many yuan had been decided for it. */
    void imposed(String code, String fine) {
        made.put(code, decision(fine, null, LocalDate.of(2023, 1, 12), false, null));
    }

    void start(String code) {
        Squad squad = organization.squad("310118106");
        runtime.startProcessInstanceByKey(
                "casePerformance",
                code,
                Map.of(
                        "squadGroup", squad.group(),
                        "leadGroup", squad.leadGroup(),
                        "decideGroup", squad.decideGroup(),
                        "reviewGroup", squad.reviewGroup()));
    }
}
