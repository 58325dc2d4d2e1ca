package cn.leiting.mail;

import cn.leiting.mail.MailRows.Claimed;
import cn.leiting.mail.MailServer.Answer;
import cn.leiting.mail.MailServer.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * 发送：empties the outbox, one mail at a time on each node. A mail is claimed and committed before the server is spoken
 * to, so that no crash and no second node makes it go out twice; no connection of the database waits for the server.
 */
@Component
class MailWorker {

    private static final Logger LOG = LoggerFactory.getLogger(MailWorker.class);

    /** Before each further attempt; two days in all. */
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(18));

    /** Longer than an attempt can last by the time-outs of the connection. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(10);

    /** At one go; the next begins seconds later. */
    private static final int MOST = 200;

    private final MailRows rows;
    private final MailServer server;

    MailWorker(MailRows rows, MailServer server) {
        this.rows = rows;
        this.server = server;
    }

    /** Answers how many were sent. */
    @Scheduled(initialDelayString = "${leiting.sweep:PT5S}", fixedDelayString = "${leiting.sweep:PT5S}")
    public int work() {
        rows.giveUp(LONGEST_ATTEMPT);
        int sent = 0;
        for (int tried = 0; tried < MOST && server.isOn(); tried++) {
            Optional<Claimed> next = rows.claim();
            if (next.isEmpty()) {
                break;
            }
            Outcome outcome = attempt(next.get());
            sent += outcome == Outcome.SENT ? 1 : 0;
            if (outcome == Outcome.DOWN) {
                break;
            }
        }
        return sent;
    }

    private Outcome attempt(Claimed mail) {
        Answer answer = server.send(mail);
        switch (answer.outcome()) {
            case SENT -> rows.sent(mail);
            case REFUSED -> rows.failed(mail, answer.why());
            case UNSURE -> rows.unsure(mail, answer.why());
            case LATER, DOWN -> later(mail, answer.why());
        }
        if (answer.outcome() != Outcome.SENT) {
            LOG.warn("Mail {} was not sent: {}", mail.id(), answer.outcome());
        }
        return answer.outcome();
    }

    private void later(Claimed mail, String why) {
        if (mail.attempt() > WAITS.size()) {
            rows.failed(mail, why);
        } else {
            rows.putOff(mail, WAITS.get(mail.attempt() - 1), why);
        }
    }
}
