package cn.leiting.casework;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Parties for tests of cases, of no person that there is. */
@Component
public class PartyOfCase {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final JdbcClient jdbc;

    PartyOfCase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long company() {
        return known("ORGANISATION");
    }

    public long soleTrader() {
        return known("SOLE_TRADER");
    }

    private long known(String kind) {
        int number = NUMBER.incrementAndGet();
        return jdbc.sql("""
                        insert into party (kind, name, credit_code, entered_by, entered_at, version)
                        values (?, ?, ?, 'xujing1', now(), 1)
                        returning id
                        """)
                .params(
                        kind,
                        "试用当事人" + number,
                        "92310118TEST%06d".formatted(number).replace('S', '5'))
                .query(Long.class)
                .single();
    }
}
