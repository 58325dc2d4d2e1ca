package cn.leiting.delivery;

import cn.leiting.mail.Addresses;
import cn.leiting.mail.Mail;
import cn.leiting.mail.Mail.Attachment;
import cn.leiting.mail.Outbox;
import cn.leiting.mail.Posted;
import cn.leiting.report.ReportFiles;
import cn.leiting.report.SpecialReport;
import cn.leiting.report.SpecialReports;
import cn.leiting.shared.Actor;
import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 专报邮件：each delivery goes out as a mail too, with a link and the Word file, one mail to each address of the recipient.
 * The inbox of the product is what counts; a recipient without an address has only that.
 */
@Component
@Transactional
public class ReportMails {

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final Outbox outbox;
    private final Addresses addresses;
    private final SpecialReports reports;
    private final ReportFiles files;
    private final JdbcClient jdbc;
    private final String link;

    ReportMails(
            Outbox outbox,
            Addresses addresses,
            SpecialReports reports,
            ReportFiles files,
            JdbcClient jdbc,
            @Value("${leiting.mail.link:}") String link) {
        this.outbox = outbox;
        this.addresses = addresses;
        this.reports = reports;
        this.files = files;
        this.jdbc = jdbc;
        this.link = link;
    }

    @EventListener
    void deliver(SpecialReports.Delivered delivered) {
        if (!outbox.isOn()) {
            return;
        }
        SpecialReport report = reports.get(delivered.code());
        Attachment word = attachment(report);
        recipients(report)
                .forEach(recipient ->
                        addresses.of(recipient).forEach(to -> outbox.send(mail(report, recipient, to, word))));
    }

    /**
     * 再次发送 to one recipient: what is stuck is sent again, and an address that is new gets its first mail. Refuses (403)
     * whom mails do not concern, (404) who is no recipient, and (409) while there is no address, no server, or nothing to send.
     */
    public void again(String code, String recipient, Actor actor) {
        Outbox.requireKeeper(actor);
        SpecialReport report = reports.get(code);
        if (!recipients(report).contains(recipient)) {
            throw Refusal.notFound("专报" + code + "没有送达这个单位。");
        }
        if (!outbox.isOn()) {
            throw Refusal.conflict("尚未设置邮件服务器，不能发送邮件。");
        }
        List<String> known = addresses.of(recipient);
        if (known.isEmpty()) {
            throw Refusal.conflict("这个单位没有登记邮箱地址，请先登记。");
        }
        Attachment word = attachment(report);
        List<Posted> posted = outbox.about(List.of(code + "/" + recipient));
        long sent = known.stream()
                .filter(to -> again(mail(report, recipient, to, word), posted, actor))
                .count();
        if (sent == 0) {
            throw Refusal.conflict("给这个单位的邮件已经发送或者正在发送，不需要再次发送。");
        }
    }

    private boolean again(Mail mail, List<Posted> posted, Actor actor) {
        Optional<Posted> earlier =
                posted.stream().filter(one -> one.key().equals(mail.key())).findFirst();
        if (earlier.isEmpty()) {
            return outbox.send(mail);
        }
        if (earlier.get().isStuck()) {
            outbox.again(earlier.get().id(), actor);
            return true;
        }
        return false;
    }

    private List<String> recipients(SpecialReport report) {
        return jdbc.sql("""
                        select recipient
                        from special_report_delivery
                                 join special_report on special_report.id = special_report
                        where code = ?
                        order by place
                        """).param(report.code()).query(String.class).list();
    }

    private Attachment attachment(SpecialReport report) {
        return new Attachment("专报" + report.code() + ".docx", WORD, files.word(report.code()));
    }

    private Mail mail(SpecialReport report, String recipient, String to, Attachment word) {
        String address = link.isBlank() ? "" : "\n\n查阅：" + link.replaceAll("/+$", "") + "/reports/" + report.code();
        return new Mail(
                report.code() + "/" + recipient + "/" + to,
                to,
                "专报" + report.code() + "：" + report.title(),
                "现送达专报《" + report.title() + "》（" + report.code() + "），全文见附件。请登录系统阅读，以便登记阅读时间。" + address,
                word);
    }
}
