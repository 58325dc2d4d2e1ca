package cn.leiting.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.mail.Addresses;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.util.ReflectionTestUtils;

/** Mails as each person wants them, against a real server in this process. */
@LeitingTest
class NoticeMailsTests {

    private static final String ADDRESS = "/notifications/preferences";
    private static final String PERSON = "ecology1";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    @LocalServerPort
    private int port;

    @Autowired
    private Notices notices;

    @Autowired
    private NoticeSweep sweep;

    @Autowired
    private Addresses addresses;

    @Autowired
    private JavaMailSenderImpl sender;

    @Autowired
    @Qualifier("mailWorker")
    private Object worker;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Client client;
    private String key;

    @BeforeEach
    void begin() {
        forget();
        server.start();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        addresses.record(PERSON, "ecology1@example.cn", "office1");
        client = Client.of(PERSON, port);
        key = "COPY/" + UUID.randomUUID();
        sweep.sweep();
    }

    @AfterEach
    void end() {
        server.stop();
        sender.setHost("");
        sender.setPort(25);
        forget();
    }

    private void forget() {
        addresses.record(PERSON, "", "office1");
        jdbc.sql("delete from notice_preference").update();
        jdbc.sql("delete from notice_quiet").update();
        jdbc.sql("update notice_receipt set mail_due_at = null").update();
        jdbc.sql("alter table mail_event disable trigger mail_event_append_only")
                .update();
        jdbc.sql("delete from mail_event").update();
        jdbc.sql("alter table mail_event enable trigger mail_event_append_only").update();
        jdbc.sql("delete from mail_outbox").update();
    }

    @Test
    void sendsOneMailAtOnceToWhoeverWantsIt() throws Exception {
        choose(Map.of("COPY", "AT_ONCE"));

        tell("联合执法JO-2038-007抄送给您。");
        sweep.sweep();
        sweep.sweep();
        ReflectionTestUtils.invokeMethod(worker, "work");

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString("ecology1@example.cn");
        assertThat(mail.getSubject()).isEqualTo("雷霆通知：联合执法JO-2038-007抄送给您。");
        assertThat(mail.getContent().toString()).contains("联合执法JO-2038-007抄送给您。");
        assertThat(notices.unread(PERSON)).isPositive();
    }

    @Test
    void sendsNothingToWhoeverHasChosenNothing() {
        tell("抄送给您。");
        sweep.sweep();

        assertThat(due()).isEmpty();
        assertThat(mails()).isZero();
    }

    @Test
    void sendsNothingOfAnotherKind() {
        choose(Map.of("URGING", "AT_ONCE"));

        tell("抄送给您。");

        assertThat(due()).isEmpty();
    }

    @Test
    void putsADayIntoOneMailAtEightInTheMorning() throws Exception {
        choose(Map.of("COPY", "DAILY"));
        tell("第一件抄送给您。");
        tell("第二件抄送给您。");
        LocalDateTime now = LocalDateTime.now(clock);
        LocalDateTime eight = now.toLocalDate().atTime(8, 0);
        assertThat(due()).hasSize(2).containsOnly(now.isBefore(eight) ? eight : eight.plusDays(1));
        sweep.sweep();
        assertThat(mails()).isZero();

        letTheTimeCome();
        sweep.sweep();
        ReflectionTestUtils.invokeMethod(worker, "work");

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("雷霆通知：2条");
        assertThat(mail.getContent().toString()).contains("第一件抄送给您。").contains("第二件抄送给您。");
    }

    @Test
    void waitsForTheEndOfTheQuietTime() {
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES);
        choose(Map.of("COPY", "AT_ONCE", "quietFrom", at(now.minusHours(1)), "quietTo", at(now.plusHours(1))));

        tell("抄送给您。");
        sweep.sweep();

        assertThat(due()).containsExactly(now.plusHours(1));
        assertThat(mails()).isZero();
    }

    @Test
    void endsAQuietTimeOverMidnightOnTheNextMorning() {
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES);
        choose(Map.of("COPY", "AT_ONCE", "quietFrom", at(now.minusHours(1)), "quietTo", at(now.minusHours(2))));

        tell("抄送给您。");

        assertThat(due()).containsExactly(now.minusHours(2).plusDays(1));
    }

    @Test
    void goesOutAtOnceOutsideTheQuietTime() {
        LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES);
        choose(Map.of("COPY", "AT_ONCE", "quietFrom", at(now.plusHours(1)), "quietTo", at(now.plusHours(2))));

        tell("抄送给您。");
        sweep.sweep();

        assertThat(mails()).isEqualTo(1);
    }

    @Test
    void saysNothingOfWhatWasReadMeanwhile() {
        choose(Map.of("COPY", "DAILY"));
        tell("抄送给您。");

        client.form("/notifications/" + last() + "/open", Map.of());

        assertThat(due()).isEmpty();
    }

    @Test
    void sendsNothingAnyMoreToWhoeverDoesNotWantItAnyMore() {
        choose(Map.of("COPY", "DAILY"));
        tell("抄送给您。");

        choose(Map.of("COPY", "NONE"));

        assertThat(due()).isEmpty();
    }

    @Test
    void sendsNothingWithoutAnAddressOrAServer() {
        choose(Map.of("COPY", "AT_ONCE"));
        sender.setHost("");
        tell("抄送给您。");
        sweep.sweep();
        sender.setHost("127.0.0.1");
        addresses.record(PERSON, "", "office1");
        tell("又抄送给您。");
        sweep.sweep();

        assertThat(due()).isEmpty();
        assertThat(mails()).isZero();
        assertThat(client.get(ADDRESS).body()).contains("您还没有登记邮箱");
    }

    @Test
    void tellsThatAMailWasNotSentAndSendsNoMailAboutIt() {
        choose(Map.of("COPY", "AT_ONCE"));
        tell("抄送给您。");
        sweep.sweep();
        jdbc.sql("""
                insert into mail_event (mail, kind, text, by_whom, by_name, at)
                select id, 'FAILED', '邮件服务器拒收。', 'system', '系统', ? from mail_outbox
                """).param(Timestamp.from(clock.instant())).update();
        Client.of("office1", port).form(ADDRESS, Map.of("MAIL", "AT_ONCE"));

        sweep.sweep();

        assertThat(jdbc.sql("""
                        select user_id
                        from notice_receipt
                                 join notice on id = notice
                        where kind = 'MAIL' and key like 'MAIL/' || (select max(id) from mail_outbox) || '/%'
                          and mail_due_at is null and mailed_at is null
                        order by user_id
                        """).query(String.class).list())
                .containsExactly("admin", "coordination1", "coordination2", "office1", "office2");
    }

    @Test
    void keepsTheChoiceAndShowsIt() {
        choose(Map.of("COPY", "DAILY", "TASK", "AT_ONCE", "quietFrom", "22:00", "quietTo", "07:30"));

        String page = client.get(ADDRESS).body();

        assertThat(page).contains("value=\"22:00\"").contains("value=\"07:30\"").contains("ecology1@example.cn");
        assertThat(page).containsPattern("(?s)name=\"TASK\".{0,200}?value=\"AT_ONCE\" selected");
        assertThat(page).containsPattern("(?s)name=\"COPY\".{0,200}?value=\"DAILY\" selected");
    }

    @Test
    void refusesAQuietTimeThatIsNone() {
        assertThat(client.form(ADDRESS, Map.of("quietFrom", "22:00")).status()).isEqualTo(422);
        assertThat(client.form(ADDRESS, Map.of("quietFrom", "22:00", "quietTo", "22:00"))
                        .status())
                .isEqualTo(422);
        assertThat(jdbc.sql("select count(*) from notice_quiet where user_id = ?")
                        .param(PERSON)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private void choose(Map<String, String> typed) {
        assertThat(client.form(ADDRESS, typed).status()).isEqualTo(302);
    }

    private void tell(String text) {
        notices.tell(key + "/" + UUID.randomUUID(), Set.of(PERSON), text, "/joint");
    }

    private static String at(LocalDateTime moment) {
        return TIME.format(LocalTime.from(moment));
    }

    private List<LocalDateTime> due() {
        return jdbc.sql("""
                        select mail_due_at at time zone 'Asia/Shanghai'
                        from notice_receipt
                        where user_id = ? and mail_due_at is not null
                        """).param(PERSON).query(LocalDateTime.class).list();
    }

    private void letTheTimeCome() {
        jdbc.sql("update notice_receipt set mail_due_at = ? where user_id = ? and mail_due_at is not null")
                .params(Timestamp.from(clock.instant()), PERSON)
                .update();
    }

    private long last() {
        return jdbc.sql("select max(notice) from notice_receipt where user_id = ?")
                .param(PERSON)
                .query(Long.class)
                .single();
    }

    private int mails() {
        return jdbc.sql("select count(*) from mail_outbox").query(Integer.class).single();
    }
}
