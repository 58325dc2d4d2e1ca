package cn.leiting.mail;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * 邮件：one mail to one address (domain 4.11). Refuses (422) a key, an address, a subject or a text beyond the limits.
 *
 * @param key makes it once, e.g. {@code SR-2023-001/townXujing/office@example.cn}; at most 300 characters. What is before
 *     its last slash is what the mail is about
 * @param to an address, at most 200 characters
 * @param subject at most 200 characters; a line break in it becomes a blank
 * @param text plain, at most 20,000 characters
 */
public record Mail(
        String key,
        String to,
        String subject,
        String text,
        @Nullable Attachment attachment) {

    /**
     * 附件, at most 20 MB.
     *
     * @param name with its extension, at most 200 characters
     * @param type e.g. {@code application/pdf}
     */
    public record Attachment(String name, String type, byte[] content) {

        private static final int MOST_BYTES = 20 * 1024 * 1024;

        public Attachment {
            name = Limits.required("附件名", name, 200);
            if (content.length == 0 || content.length > MOST_BYTES) {
                throw Refusal.invalid("附件应在20MB以内，且不能为空。");
            }
        }
    }

    public Mail {
        if (key.isBlank() || key.length() > 300) {
            throw Refusal.invalid("邮件的编号应为1至300个字符。");
        }
        to = Addresses.checked(to);
        subject = clipped(subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
        if (subject.isEmpty() || text.isBlank() || text.length() > 20_000) {
            throw Refusal.invalid("邮件须有主题，正文应为1至20000个字符。");
        }
    }

    private static String clipped(String subject) {
        return subject.length() <= 200 ? subject : subject.substring(0, 199) + "…";
    }

    /** What it is about: its key up to the last slash. */
    public String about() {
        return key.contains("/") ? key.substring(0, key.lastIndexOf('/')) : key;
    }
}
