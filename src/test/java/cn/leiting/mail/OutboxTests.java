package cn.leiting.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.mail.Mail.Attachment;
import cn.leiting.mail.MailRows.Claimed;
import cn.leiting.mail.Posted.State;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox against a real server in this process, one that answers badly, and none. */
@LeitingTest
class OutboxTests {

    private static final Actor OFFICE = new Actor("office1", Set.of("deptOffice"));

    @LocalServerPort
    private int port;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MailWorker worker;

    @Autowired
    private MailRows rows;

    @Autowired
    private JavaMailSenderImpl sender;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void begin() {
        forget();
        server.start();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
    }

    @AfterEach
    void end() {
        server.stop();
        sender.setHost("");
        sender.setPort(25);
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "20000");
        forget();
    }

    private void forget() {
        jdbc.sql("alter table mail_event disable trigger mail_event_append_only")
                .update();
        jdbc.sql("delete from mail_event").update();
        jdbc.sql("alter table mail_event enable trigger mail_event_append_only").update();
        jdbc.sql("delete from mail_outbox").update();
    }

    @Test
    void arrivesWithItsTextAndItsFileAndIsKnownByItsId() throws Exception {
        byte[] file = "附件内容".getBytes(StandardCharsets.UTF_8);
        outbox.send(new Mail(
                "SR-2046-001/townXujing/a@example.cn",
                "a@example.cn",
                "专报\r\nBcc: x@example.cn",
                "现送达专报。",
                new Attachment("专报SR-2046-001.docx", "application/octet-stream", file)));

        assertThat(worker.work()).isEqualTo(1);

        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo("专报 Bcc: x@example.cn");
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(received.getMessageID()).isEqualTo(id("SR-2046-001/townXujing/a@example.cn"));
        Multipart parts = (Multipart) received.getContent();
        assertThat(MimeUtility.decodeText(parts.getBodyPart(1).getFileName())).isEqualTo("专报SR-2046-001.docx");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(file);
        assertThat(one("SR-2046-001/townXujing").state()).isEqualTo(State.SENT);
    }

    @Test
    void goesOutOnceHoweverOftenItIsHandedIn() {
        assertThat(outbox.send(mail("once/a"))).isTrue();
        assertThat(outbox.send(mail("once/a"))).isFalse();
        worker.work();

        assertThat(outbox.send(mail("once/a"))).isFalse();
        assertThat(worker.work()).isZero();

        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void goesOutOnceHoweverManyWorkersThereAre() {
        for (int number = 0; number < 30; number++) {
            outbox.send(mail("many/" + number));
        }

        List<CompletableFuture<Integer>> workers = Stream.generate(() -> CompletableFuture.supplyAsync(worker::work))
                .limit(4)
                .toList();

        assertThat(workers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(30);
        assertThat(server.getReceivedMessages()).hasSize(30);
    }

    @Test
    void doesNotGoOutWithATransactionThatFails() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    outbox.send(mail("undone/a"));
                    throw Refusal.conflict("不成。");
                }))
                .isInstanceOf(Refusal.class);

        assertThat(worker.work()).isZero();
    }

    @Test
    void waitsLongerEachTimeWhileTheServerIsDownAndArrivesOnceItIsBack() {
        outbox.send(mail("down/a"));
        outbox.send(mail("down/b"));
        int smtp = server.getSmtp().getPort();
        sender.setPort(1);

        assertThat(worker.work()).isZero();

        Posted first = one("down");
        assertThat(jdbc.sql("select attempts from mail_outbox order by id")
                        .query(Integer.class)
                        .list())
                .as("nothing else is tried while nobody answers")
                .containsExactly(1, 0);
        assertThat(first.state()).isEqualTo(State.PENDING);
        assertThat(waiting()).isEqualTo(Duration.ofMinutes(1));
        makeDue();
        worker.work();
        worker.work();
        assertThat(waiting()).isEqualTo(Duration.ofMinutes(5));

        sender.setPort(smtp);
        makeDue();
        assertThat(worker.work()).isEqualTo(2);
        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(one("down").error()).isNull();
    }

    @Test
    void failsInTheEndAndIsSentAgainByAPerson() {
        outbox.send(mail("end/a"));
        int smtp = server.getSmtp().getPort();
        sender.setPort(1);
        for (int attempt = 0; attempt < 9; attempt++) {
            makeDue();
            worker.work();
        }
        Posted failed = one("end");
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.error()).startsWith("连接不上邮件服务器");
        assertThat(outbox.stuck(OFFICE)).contains(1);
        assertThat(outbox.stuck(new Actor("xujing1", Set.of("squadXujing")))).isEmpty();
        Client office = Client.of("office1", port);
        assertThat(office.get("/").body()).contains("有1封邮件没有送出");
        assertThat(office.get("/mails").body()).contains("发送失败", "再次发送");

        sender.setPort(smtp);
        assertThat(office.form("/mails/" + failed.id() + "/again", Map.of()).status())
                .isEqualTo(302);
        assertThat(worker.work()).isEqualTo(1);

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThatThrownBy(() -> outbox.again(failed.id(), OFFICE)).hasMessage("这封邮件已发送，不需要再次发送。");
    }

    @ParameterizedTest
    @CsvSource({"550 no such user, FAILED, 邮件服务器拒收", "451 try later, PENDING, 邮件服务器暂不接收"})
    void toldNoForGoodItFailsToldNoForNowItWaits(String answer, State state, String why) throws IOException {
        outbox.send(mail("told/a"));

        try (Answering strange = new Answering(answer, "250 ok")) {
            sender.setPort(strange.port());
            assertThat(worker.work()).isZero();
        }

        assertThat(one("told").state()).isEqualTo(state);
        assertThat(one("told").error()).startsWith(why);
    }

    @Test
    void whatWasNotAnsweredIsNeverSentAgainByItself() throws IOException {
        outbox.send(mail("slow/a"));
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "300");

        try (Answering slow = new Answering("250 ok", "")) {
            sender.setPort(slow.port());
            worker.work();
        }
        sender.setPort(server.getSmtp().getPort());
        makeDue();

        assertThat(worker.work()).isZero();
        assertThat(one("slow").state()).isEqualTo(State.UNSURE);
        assertThat(one("slow").error()).startsWith("发送中断");
        String id = id("slow/a");
        outbox.again(one("slow").id(), OFFICE);
        assertThat(worker.work()).isEqualTo(1);
        assertThat(id("slow/a")).as("so that the server can tell").isEqualTo(id);
    }

    @Test
    void whatWasTakenIsSentEvenIfTheServerDoesNotSayGoodbye() throws IOException {
        outbox.send(mail("silent/a"));
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "300");

        try (Answering silent = new Answering("250 ok", "250 ok", "")) {
            sender.setPort(silent.port());
            assertThat(worker.work()).isEqualTo(1);
        }
        sender.setPort(server.getSmtp().getPort());
        makeDue();

        assertThat(worker.work()).isZero();
        assertThat(one("silent").state()).isEqualTo(State.SENT);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void whatACrashLeftInSendingWaitsForAPerson() {
        outbox.send(mail("crash/a"));
        Claimed claimed = rows.claim().orElseThrow();
        assertThat(rows.claim()).as("nobody else takes it").isEmpty();

        jdbc.sql("update mail_outbox set attempted_at = attempted_at - interval '11 min'")
                .update();
        assertThat(worker.work()).isZero();

        assertThat(one("crash").state()).isEqualTo(State.UNSURE);
        rows.sent(claimed);
        assertThat(one("crash").state()).as("it was only slow after all").isEqualTo(State.SENT);
    }

    @Test
    void takesNothingWhileNoServerIsNamed() {
        sender.setHost("");

        assertThat(outbox.isOn()).isFalse();
        assertThat(outbox.send(mail("off/a"))).isFalse();
        assertThat(outbox.about(List.of("off"))).isEmpty();
        assertThat(Client.of("office1", port).get("/mails").body()).contains("尚未设置邮件服务器");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "a@b@c",
                "a b@example.cn",
                "a@example.cn,b@example.cn",
                "a@example.cn\nBcc: x@y.cn",
                "<a@example.cn>"
            })
    void refusesWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> new Mail("k", address, "主题", "正文", null)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"coordination1, /, true", "admin, /, true", "office1, /reports, true", "supervision1, /reports, false"})
    void isFoundFromThePagesOfWhoLooksAfterMails(String person, String page, boolean found) {
        assertThat(Client.of(person, port).get(page).body().contains("href=\"/mails\""))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"coordination1, 200", "office1, 200", "admin, 200", "supervision1, 403", "bureau1, 403", "xujing1, 403"
    })
    void isOpenToWhoLooksAfterMails(String person, int status) {
        Client client = Client.of(person, port);

        assertThat(client.get("/mails").status()).isEqualTo(status);
        assertThat(client.form("/mails/999999/again", Map.of()).status()).isEqualTo(status == 200 ? 404 : 403);
        assertThat(client.form("/mails/addresses", Map.of("holder", "nobody", "address", "a@example.cn"))
                        .status())
                .isEqualTo(status == 200 ? 404 : 403);
    }

    private static Mail mail(String key) {
        return new Mail(key, "a@example.cn", "主题", "正文。", null);
    }

    private Posted one(String about) {
        List<Posted> found = outbox.about(List.of(about));
        return found.get(found.size() - 1);
    }

    private String id(String key) {
        return jdbc.sql("select message_id from mail_outbox where key = ?")
                .param(key)
                .query(String.class)
                .single();
    }

    private void makeDue() {
        jdbc.sql("update mail_outbox set next_at = timestamptz '2023-01-01 00:00+08' where state = 'PENDING'")
                .update();
    }

    /** Of the first mail. */
    private Duration waiting() {
        return Duration.ofSeconds(jdbc.sql("""
                        select extract(epoch from next_at - attempted_at)::int
                        from mail_outbox
                        order by id
                        limit 1
                        """).query(Integer.class).single());
    }

    /** A server that says this to a recipient, and that to the end of a mail and of the talk; nothing when that is empty. */
    private static final class Answering implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        Answering(String toRecipient, String toEnd) throws IOException {
            this(toRecipient, toEnd, "221 bye");
        }

        Answering(String toRecipient, String toEnd, String toGoodbye) throws IOException {
            Thread serving = new Thread(() -> serve(toRecipient, toEnd, toGoodbye));
            serving.setDaemon(true);
            serving.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve(String toRecipient, String toEnd, String toGoodbye) {
            try (Socket client = socket.accept();
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                say(client, "220 here");
                boolean inMail = false;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (inMail && !line.equals(".")) {
                        continue;
                    }
                    String answer = inMail
                            ? toEnd
                            : line.startsWith("RCPT")
                                    ? toRecipient
                                    : line.equals("DATA") ? "354 go" : line.equals("QUIT") ? toGoodbye : "250 ok";
                    inMail = line.equals("DATA");
                    if (!answer.isEmpty()) {
                        say(client, answer);
                    }
                }
            } catch (IOException over) {
                // the test has closed it
            }
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
