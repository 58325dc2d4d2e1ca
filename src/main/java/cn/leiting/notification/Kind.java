package cn.leiting.notification;

import java.util.Arrays;
import java.util.List;

/** 通知类别, as the beginning of a notice's key names it. */
public enum Kind {
    TASK("新的待办"),
    DEADLINE("期限提醒与逾期"),
    URGING("催办"),
    HANDOVER("转办、委派与撤回"),
    COPY("抄送"),
    GUIDANCE("指导意见"),
    REPORT("专报送达"),
    APPEAL("申诉"),
    /** Told on the page alone: a mail about a mail that could not be sent would be one more of them. */
    MAIL("邮件未送出"),
    OTHER("其他");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Of {@code URGING/17} it is 催办; what begins with no kind's name is 其他. */
    static Kind of(String key) {
        return Arrays.stream(values())
                .filter(kind -> key.startsWith(kind.name() + "/"))
                .findFirst()
                .orElse(OTHER);
    }

    static List<Kind> mailable() {
        return Arrays.stream(values()).filter(kind -> kind != MAIL).toList();
    }
}
