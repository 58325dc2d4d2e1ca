package cn.leiting.mail;

import cn.leiting.mail.MailRows.Kind;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 发件箱：takes mails in the caller's transaction; a worker sends them later. A mail goes out once, whatever is repeated and
 * however many nodes run: what broke off without an answer of the server waits for a person. Off until a server is named.
 */
@Component
@Transactional
public class Outbox {

    /** Who looks after what could not be sent. */
    private static final String[] KEEPERS = {"deptCoordination", "deptOffice", "camunda-admin"};

    private final MailRows rows;
    private final MailServer server;

    Outbox(MailRows rows, MailServer server) {
        this.rows = rows;
        this.server = server;
    }

    /** Whether somebody looks after mails. */
    public static boolean isKeeper(Actor actor) {
        return actor.isIn(KEEPERS);
    }

    /** Refuses (403) who does not look after mails. */
    public static void requireKeeper(Actor actor) {
        actor.require(KEEPERS);
    }

    /** Whether a server is named. */
    @Transactional(readOnly = true)
    public boolean isOn() {
        return server.isOn();
    }

    /** Answers whether it was taken: false where no server is named, or a mail of this key has been taken before. */
    public boolean send(Mail mail) {
        return server.isOn() && rows.insert(mail, server.messageId());
    }

    /** The mails about one of these, the newest first. */
    @Transactional(readOnly = true)
    public List<Posted> about(Collection<String> about) {
        return rows.about(about);
    }

    /**
     * 再次发送 by somebody who looks after them. Refuses (403) others, (404) an unknown mail, and (409) one that is on its
     * way or has been sent, and while no server is named.
     */
    public void again(long mail, Actor actor) {
        actor.require(KEEPERS);
        Posted found = rows.find(mail).orElseThrow(() -> Refusal.notFound("没有这封邮件。"));
        if (!server.isOn()) {
            throw Refusal.conflict("尚未设置邮件服务器，不能发送邮件。");
        }
        if (!rows.again(mail)) {
            throw Refusal.conflict("这封邮件" + found.state().label() + "，不需要再次发送。");
        }
        rows.note(mail, Kind.AGAIN, null, actor.id());
    }

    /** How many mails need a person; empty for whom that does not concern. */
    @Transactional(readOnly = true)
    public Optional<Integer> stuck(Actor actor) {
        return isKeeper(actor) ? Optional.of(rows.stuck()) : Optional.empty();
    }
}
