package cn.leiting.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 审计链: seals what is committed, a few seconds later and on one node at a time, so that nobody who writes a line waits
 * for anybody. The state of the chain goes to the log once a day: whoever changes the past of the database would have
 * to change the logs that have left the machine.
 */
@Component
class Seals {

    private static final Logger LOG = LoggerFactory.getLogger(Seals.class);
    private static final long LOCK = 8_365_014;
    private static final int MOST = 1_000;

    /** Lines are numbered when written and committed a little later: those behind the newest by more are rare. */
    private static final long BEHIND = 20_000;

    private static final int RUNS_TO_A_WHOLE_SEARCH = 700;
    private static final int RANGE = 200_000;

    private static final String CONTENT = """
            jsonb_build_array(audit_line.id, extract(epoch from at), actor, verb, subject, to_jsonb(things), outcome,
                              status, route, address, agent, session, before, after)::text
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AuditRows rows;
    private final TransactionTemplate transaction;
    private int runs;
    private @Nullable LocalDate logged;

    Seals(JdbcClient jdbc, Clock clock, AuditRows rows, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.rows = rows;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The last seal; what a person may keep on paper. */
    record Head(long place, String hash) {

        static final Head NONE = new Head(0, "");
    }

    /**
     * 核验结果.
     *
     * @param broken the first seal that does not fit, null when all do
     * @param line of the first broken seal
     * @param gone whether that line is not there any more
     * @param waiting lines that are not sealed yet
     */
    record Verdict(
            Head head, @Nullable Long broken, @Nullable Long line, boolean gone, long waiting) {

        public boolean isWhole() {
            return broken == null;
        }
    }

    private record Unsealed(long id, String content) {}

    private record Broken(long place, long line, boolean gone) {}

    @Scheduled(initialDelayString = "${leiting.sweep:PT3S}", fixedDelayString = "${leiting.sweep:PT3S}")
    void work() {
        boolean whole = runs++ % RUNS_TO_A_WHOLE_SEARCH == 0;
        int sealed = seal(whole);
        while (sealed == MOST) {
            sealed = seal(whole);
        }
        logHead();
    }

    /** Seals everything that is there now. */
    synchronized void sealAll() {
        while (seal(true) == MOST) {
            continue;
        }
    }

    private int seal(boolean whole) {
        return Objects.requireNonNull(transaction.execute(status -> isOurTurn() ? sealNext(whole) : 0));
    }

    private boolean isOurTurn() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    private int sealNext(boolean whole) {
        rows.adoptChanges();
        List<Unsealed> unsealed = jdbc.sql("select id, " + CONTENT + """
                         as content
                        from audit_line
                        where id > :from
                          and not exists (select from audit_seal where line = audit_line.id)
                        order by id
                        limit :most
                        """)
                .param("from", whole ? 0 : newestSealed() - BEHIND)
                .param("most", MOST)
                .query(Unsealed.class)
                .list();
        if (unsealed.isEmpty()) {
            return 0;
        }

        Head head = head();
        Long[] places = new Long[unsealed.size()];
        String[] hashes = new String[unsealed.size()];
        String before = head.hash();
        for (int i = 0; i < places.length; i++) {
            places[i] = head.place() + 1 + i;
            before = hash(before + " " + places[i] + " " + unsealed.get(i).content());
            hashes[i] = before;
        }
        jdbc.sql("insert into audit_seal (place, line, hash) select * from unnest(?, ?, ?)")
                .params(places, unsealed.stream().map(Unsealed::id).toArray(Long[]::new), hashes)
                .update();
        return places.length;
    }

    private long newestSealed() {
        return jdbc.sql("select coalesce(max(line), 0) from audit_seal")
                .query(Long.class)
                .single();
    }

    Head head() {
        return jdbc.sql("select place, hash from audit_seal order by place desc limit 1")
                .query(Head.class)
                .optional()
                .orElse(Head.NONE);
    }

    private void logHead() {
        LocalDate today = LocalDate.now(clock);
        if (!today.equals(logged)) {
            logged = today;
            Head head = head();
            LOG.info("audit chain on {}: place {}, hash {}", today, head.place(), head.hash());
        }
    }

    /** Computes every hash anew in the database, a range at a time. */
    Verdict verify() {
        Head head = head();
        Optional<Broken> broken = Optional.empty();
        for (long from = 1; from <= head.place() && broken.isEmpty(); from += RANGE) {
            broken = firstBroken(from, from + RANGE - 1);
        }
        return new Verdict(
                head,
                broken.map(Broken::place).orElse(null),
                broken.map(Broken::line).orElse(null),
                broken.map(Broken::gone).orElse(false),
                waiting());
    }

    private Optional<Broken> firstBroken(long from, long to) {
        return jdbc.sql("""
                        with chain as (
                            select place, line, hash,
                                   lag(place, 1, 0::bigint) over (order by place) as former,
                                   lag(hash, 1, '') over (order by place) as former_hash
                            from audit_seal
                            where place between :from - 1 and :to)
                        select place, line, audit_line.id is null as gone
                        from chain
                                 left join audit_line on audit_line.id = line
                        where place >= :from
                          and (place <> former + 1
                            or hash is distinct from encode(sha256(convert_to(
                                   former_hash || ' ' || place || ' ' || %s, 'UTF8')), 'hex'))
                        order by place
                        limit 1
                        """.formatted(CONTENT))
                .param("from", from)
                .param("to", to)
                .query(Broken.class)
                .optional();
    }

    private long waiting() {
        return jdbc.sql("select (select count(*) from audit_line) - (select count(*) from audit_seal)")
                .query(Long.class)
                .single();
    }

    /** Whether the chain still goes through a state that was noted before. */
    boolean holds(long place, String hash) {
        return jdbc.sql("select exists (select from audit_seal where place = ? and hash = ?)")
                .params(place, hash)
                .query(Boolean.class)
                .single();
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
