package cn.leiting.intake;

import cn.leiting.casework.Status;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 待启动案件：registered by a visit, and still without anybody who handles them; taken off the list by who starts them. */
@Component
public class CaseStarts {

    /** @param code of the case, {@code squad} whose it is */
    public record Waiting(String code, String squad, Status status) {}

    private final JdbcClient jdbc;

    CaseStarts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the running transaction; those that another node takes are left to it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Waiting> take(int most) {
        return jdbc.sql("""
                        with taken as (
                            delete
                            from case_start
                            where case_code in (select case_code from case_start order by case_code limit ?
                                                for update skip locked)
                            returning case_code)
                        select code, squad, status
                        from taken
                                 join enforcement_case on code = case_code
                        order by code
                        """).param(most).query(Waiting.class).list();
    }
}
