package cn.leiting.intake;

import cn.leiting.casework.Status;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 待启动案件：registered by a visit, and still without anybody who handles them; taken off the list by who starts them. */
@Component
public class CaseStarts {

    private static final Duration SECOND_TRY = Duration.ofMinutes(10);

    /** @param code of the case, {@code squad} whose it is */
    public record Waiting(String code, String squad, Status status) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseStarts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The first of them, in the running transaction; those that another node takes are left to it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Waiting> take() {
        return jdbc.sql("""
                        with taken as (
                            delete
                            from case_start
                            where case_code in (select case_code
                                                from case_start
                                                where try_at <= ?
                                                order by case_code
                                                limit 1
                                                for update skip locked)
                            returning case_code)
                        select code, squad, status
                        from taken
                                 join enforcement_case on code = case_code
                        """)
                .param(Timestamp.from(clock.instant()))
                .query(Waiting.class)
                .optional();
    }

    /** 稍后再启动: one that could not be started is tried again ten minutes later, and keeps no other from starting. */
    @Transactional
    public void postpone(String code) {
        jdbc.sql("update case_start set try_at = ? where case_code = ?")
                .param(Timestamp.from(clock.instant().plus(SECOND_TRY)))
                .param(code)
                .update();
    }
}
