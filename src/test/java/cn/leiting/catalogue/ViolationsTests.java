package cn.leiting.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import cn.leiting.calendar.Editions;
import cn.leiting.calendar.WorkCalendar;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@LeitingTest
class ViolationsTests {

    private static final LocalDate DAY = LocalDate.of(1989, 6, 1);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WorkCalendar calendar;

    @Autowired
    Editions editions;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void anotherNodeReadsANewVersionAtOnce() {
        Violations other = new Violations(jdbc, calendar);
        assertThat(other.all(DAY)).isEmpty();

        new TransactionTemplate(transactions)
                .execute(running -> editions.changing(() -> {
                    jdbc.sql("insert into violation_code (code) values ('VIO_OTHER_NODE')")
                            .update();
                    return jdbc.sql("""
                            insert into violation_type (code, name, legal_basis, law_version, competent, precondition,
                                                        valid_from, valid_to)
                            values ('VIO_OTHER_NODE', '试用行为', '试用条例', '1989年文本', 'CITY_MGMT', 'NONE',
                                    date '1989-01-01', date '1989-12-31')
                            """).update();
                }));

        assertThat(other.all(DAY)).extracting(Violation::code).containsExactly("VIO_OTHER_NODE");
    }

    @Test
    void asksForNothingButTheNumberWhileNothingChanges() {
        Violations other = new Violations(jdbc, calendar);

        assertThat(other.versions()).isSameAs(other.versions());
    }
}
