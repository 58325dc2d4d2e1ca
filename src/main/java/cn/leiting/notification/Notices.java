package cn.leiting.notification;

import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 通知：what people are told, each of them once about a thing, whatever is repeated and however many nodes run. A notice
 * stands on the page until it is read, or until what it is about is done; by mail it goes to whoever wants that.
 */
@Component("notificationNotices")
@Transactional
public class Notices {

    static final int SHOWN = 50;

    private static final Pattern NUMBER_OF_A_PERSON = Pattern.compile("(?<!\\d)(?:1[3-9]\\d{9}|\\d{17}[\\dXx])(?!\\d)");
    private static final int LONGEST = 300;

    /**
     * 一条通知.
     *
     * @param about the reference of a deadline, e.g. a task's id: when that ends, the notice waits for nobody any more
     * @param receivers accounts and groups
     */
    record Told(String key, @Nullable String about, Set<String> receivers, String text, String link, Instant at) {

        Told {
            receivers = Set.copyOf(receivers);
            text = clipped(NUMBER_OF_A_PERSON.matcher(text.strip()).replaceAll("＊"));
            if (key.isBlank() || key.length() > LONGEST || text.length() < 2) {
                throw Refusal.invalid("通知须有编号和内容。");
            }
            if (!link.matches("/(?:[^/\\\\\\s][^\\\\\\s]*)?") || link.length() > LONGEST) {
                throw Refusal.invalid("通知的链接须是本系统的页面。");
            }
        }

        private static String clipped(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        }
    }

    /**
     * 收到的通知, in the bureau's time.
     *
     * @param settled what it is about was done before it was read
     */
    record Received(long id, Kind kind, String text, String link, LocalDateTime at, boolean read, boolean settled) {

        public boolean isUnread() {
            return !read && !settled;
        }
    }

    private final Telling telling;
    private final ReceiptRows rows;
    private final Clock clock;

    Notices(Telling telling, ReceiptRows rows, Clock clock) {
        this.telling = telling;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * In the caller's transaction, and undone with it. The same key again tells only those who were not told before.
     *
     * @param key names the thing, and by its beginning the {@link Kind}, e.g. {@code COPY/4711}; at most 300 characters
     * @param receivers accounts and groups; a group's people are those of this moment
     * @param text one sentence, at most 300 characters (the rest is cut off). Codes and titles, never a party: numbers of
     *     persons and telephones are blotted out
     * @param link a page of this product; refuses (422) any other
     */
    public void tell(String key, Set<String> receivers, String text, String link) {
        telling.tell(new Told(key, null, receivers, text, link, clock.instant()));
    }

    /** The same, about a task or another deadline, by its reference: when it ends, the notice waits for nobody any more. */
    public void tell(String key, String about, Set<String> receivers, String text, String link) {
        telling.tell(new Told(key, about, receivers, text, link, clock.instant()));
    }

    /** How many wait to be read, at most a hundred; one statement. */
    @Transactional(readOnly = true)
    public int unread(String person) {
        return rows.unread(person);
    }

    /**
     * The newest first, fifty at most.
     *
     * @param before of a notice: only older ones; null: from the newest on
     */
    @Transactional(readOnly = true)
    List<Received> of(Actor person, boolean unread, @Nullable Long before) {
        return rows.of(person.id(), unread, before == null ? Long.MAX_VALUE : before, SHOWN);
    }

    /** 阅读 and where it leads; refuses (404) what was not told to this person. */
    String open(long notice, Actor person) {
        return rows.open(notice, person.id()).orElseThrow(() -> Refusal.notFound("没有这条通知。"));
    }

    /** Reads all of these that were told to this person; answers how many were not read before. */
    int read(Collection<Long> notices, Actor person) {
        return rows.read(notices, person.id());
    }
}
