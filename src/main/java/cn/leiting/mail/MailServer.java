package cn.leiting.mail;

import cn.leiting.mail.MailRows.Claimed;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** 邮件服务器：speaks SMTP, and says of a mail that was not taken whether it may be tried again. */
@Component
class MailServer {

    /** What became of an attempt. */
    enum Outcome {
        SENT,
        /** Not taken: it may be tried later. */
        LATER,
        /** Not reached at all: nothing else need be tried just now. */
        DOWN,
        /** Never to be taken like this. */
        REFUSED,
        /** The line broke before the answer: it may have been taken. */
        UNSURE
    }

    record Answer(Outcome outcome, String why) {}

    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final JavaMailSenderImpl sender;
    private final String from;

    MailServer(JavaMailSenderImpl sender, @Value("${leiting.mail.from:}") String from) {
        this.sender = sender;
        this.from = from;
    }

    boolean isOn() {
        String host = sender.getHost();
        return host != null && !host.isBlank();
    }

    String messageId() {
        String sentFrom = from();
        return "<" + UUID.randomUUID() + "@" + sentFrom.substring(sentFrom.indexOf('@') + 1) + ">";
    }

    private String from() {
        String user = sender.getUsername();
        String named = from.isBlank() && user != null ? user : from;
        return named.contains("@") ? named : "leiting@localhost";
    }

    Answer send(Claimed mail) {
        try {
            sender.send(message(mail));
            return new Answer(Outcome.SENT, "");
        } catch (MailAuthenticationException refused) {
            return new Answer(Outcome.LATER, "邮件服务器不接受用户名或者密码。");
        } catch (MailSendException failed) {
            return answer(failed);
        } catch (MailException | MessagingException unfit) {
            return new Answer(Outcome.REFUSED, "邮件不能生成：" + words(unfit));
        }
    }

    private MimeMessage message(Claimed mail) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper parts =
                new MimeMessageHelper(message, mail.attachment() != null, StandardCharsets.UTF_8.name());
        parts.setFrom(from());
        parts.setTo(mail.recipient());
        parts.setSubject(mail.subject());
        parts.setText(mail.text());
        byte[] attached = mail.attachment();
        if (attached != null) {
            String name = String.valueOf(mail.attachmentName());
            parts.addAttachment(
                    name, new ByteArrayResource(attached), name.endsWith(".docx") ? WORD : "application/octet-stream");
        }
        message.setHeader("Message-ID", mail.messageId());
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    /** A farewell that fails after the server has taken the mail makes it no less sent. */
    private static Answer answer(MailSendException failed) {
        Exception[] refusals = failed.getMessageExceptions();
        Throwable cause = failed.getCause();
        if (refusals != null && refusals.length > 0 && refusals[0] != cause) {
            return said(refusals[0]);
        }
        return cause != null && refusals != null && refusals.length > 0
                ? new Answer(Outcome.DOWN, "连接不上邮件服务器：" + words(cause))
                : new Answer(Outcome.SENT, "");
    }

    /** An answer with a number is an answer; anything else broke off on the way. */
    private static Answer said(Exception first) {
        int code = code(first);
        if (code >= 500) {
            return new Answer(Outcome.REFUSED, "邮件服务器拒收：" + words(first));
        }
        return code >= 400
                ? new Answer(Outcome.LATER, "邮件服务器暂不接收：" + words(first))
                : new Answer(Outcome.UNSURE, "发送中断，不确定邮件服务器是否已收下：" + words(first));
    }

    /** Of the address where it was the address; 0: none. */
    private static int code(@Nullable Throwable failed) {
        int code = 0;
        for (Throwable one = failed; one != null; one = next(one)) {
            if (one instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (one instanceof SMTPSenderFailedException unwanted) {
                return unwanted.getReturnCode();
            }
            if (one instanceof SMTPSendFailedException refused && refused.getReturnCode() >= 400) {
                code = refused.getReturnCode();
            }
        }
        return code == 0 && failed instanceof SendFailedException noAddress && noAddress.getInvalidAddresses() != null
                ? 550
                : code;
    }

    private static @Nullable Throwable next(Throwable one) {
        return one instanceof MessagingException chained && chained.getNextException() != null
                ? chained.getNextException()
                : one.getCause();
    }

    private static String words(Throwable failed) {
        String message = failed.getMessage();
        return message == null ? failed.getClass().getSimpleName() : message.strip();
    }
}
