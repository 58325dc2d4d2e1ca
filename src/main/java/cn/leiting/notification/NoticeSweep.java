package cn.leiting.notification;

import cn.leiting.calendar.Parameters;
import cn.leiting.notification.Notices.Told;
import cn.leiting.shared.Sweep;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 通知巡查：tells what has come, settles what is done, hands mails out that are due, and forgets what is a year old. One node
 * at a time does it; another that looks in meanwhile leaves it to that one, and who comes after a crash begins where the
 * last one committed.
 */
@Component
class NoticeSweep implements Sweep {

    private static final int MOST = 1000;

    private final JdbcClient jdbc;
    private final NoticeSources sources;
    private final ReceiptRows rows;
    private final NoticeMails mails;
    private final Parameters parameters;
    private final Clock clock;
    private final TransactionTemplate transaction;

    NoticeSweep(
            JdbcClient jdbc,
            NoticeSources sources,
            ReceiptRows rows,
            NoticeMails mails,
            Parameters parameters,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.rows = rows;
        this.mails = mails;
        this.parameters = parameters;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Answers how many were told, and how many mails were handed out. */
    @Override
    @Scheduled(initialDelayString = "${leiting.sweep:PT5S}", fixedDelayString = "${leiting.sweep:PT5S}")
    public int sweep() {
        return repeat(this::tell) + alone(mails::send);
    }

    @Override
    public Optional<Instant> nextMoment() {
        return mails.next();
    }

    @Scheduled(initialDelayString = "${leiting.sweep:PT1H}", fixedDelayString = "${leiting.sweep:PT1H}")
    public int forget() {
        LocalDate today = LocalDate.now(clock);
        LocalDateTime before = LocalDateTime.now(clock)
                .minusDays(parameters.length("notice.keep", today).amount());
        return repeat(() -> rows.forget(before, MOST));
    }

    /** As long as there is as much as fits into one transaction. */
    private int repeat(IntSupplier step) {
        int all = 0;
        for (int done = MOST; done == MOST; all += done) {
            done = alone(step);
        }
        return all;
    }

    private int alone(IntSupplier work) {
        return Objects.requireNonNull(transaction.execute(begun -> isOurs() ? work.getAsInt() : 0));
    }

    private boolean isOurs() {
        return !jdbc.sql("select one from notice_sweep for update skip locked")
                .query(Boolean.class)
                .list()
                .isEmpty();
    }

    /** A transaction may commit long after the moment it writes down: a day is looked through again each time. */
    private int tell() {
        Timestamp now = Timestamp.from(clock.instant());
        Timestamp since = jdbc.sql("select seen_until - interval '1 day' from notice_sweep")
                .query(Timestamp.class)
                .single();
        List<Told> untold = sources.untold(since, MOST);
        rows.write(untold);
        rows.settle();
        if (untold.size() < MOST) {
            jdbc.sql("update notice_sweep set seen_until = greatest(seen_until, ?)")
                    .param(now)
                    .update();
        }
        return untold.size();
    }
}
