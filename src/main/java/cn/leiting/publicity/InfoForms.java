package cn.leiting.publicity;

import cn.leiting.publicity.Publication.Channel;
import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** 信息报送的内容：what a squad submits and what 办公室 makes of it. Each refuses what breaks a limit (422). */
public final class InfoForms {

    private InfoForms() {}

    /** 内容标记：what must be looked at before anything of it is public. */
    public record Flags(
            boolean containsPersons,
            boolean containsMinors,
            boolean caseInvolved,
            boolean otherAgency,
            boolean sensitive) {

        /** Whatever either of them says. */
        public Flags and(Flags more) {
            return new Flags(
                    containsPersons || more.containsPersons,
                    containsMinors || more.containsMinors,
                    caseInvolved || more.caseInvolved,
                    otherAgency || more.otherAgency,
                    sensitive || more.sensitive);
        }
    }

    /**
     * 报送信息 (F-26).
     *
     * @param squad its code; null: a topic of 办公室
     * @param campaign its code; null: routine
     * @param title 5 to 60 characters
     * @param body 50 to 3000 characters
     * @param eventAt counted to the minute; not in the future and at most 30 days ago
     * @param author at most 50 characters
     * @param breaking 突发信息, to be edited within hours
     */
    public record Submission(
            @Nullable String squad,
            @Nullable String campaign,
            String title,
            String body,
            Instant eventAt,
            String author,
            Flags flags,
            boolean breaking) {

        public Submission {
            title = titled(title);
            body = written(body);
            author = Limits.required("作者", author, 50);
        }
    }

    /** 须办审查 (domain D-12): by 法制科, or the approval by 局领导班子 in the place of 办公室. */
    public enum Check {
        LEGAL("法制审查"),
        PRIVACY("隐私审查"),
        LEADER("局领导班子审定");

        private final String label;

        Check(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * 采用时的编辑.
     *
     * @param title 5 to 60 characters; null: as it is
     * @param body 50 to 3000 characters; null: as it is
     * @param flags added to what was submitted
     * @param channels where it is meant to be published, one at least
     * @param checks news media always need {@link Check#LEADER}
     */
    public record Edit(
            @Nullable String title, @Nullable String body, Flags flags, Set<Channel> channels, Set<Check> checks) {

        public Edit {
            title = title == null ? null : titled(title);
            body = body == null ? null : written(body);
            channels = Set.copyOf(channels);
            checks = Set.copyOf(checks);
            if (channels.isEmpty() || channels.contains(Channel.NONE)) {
                throw Refusal.invalid("channels", "请选择拟发布的媒介。");
            }
            if (channels.contains(Channel.NEWS_MEDIA) && !checks.contains(Check.LEADER)) {
                throw Refusal.invalid("channels", "在新闻媒体发布的，须由局领导班子审定。");
            }
        }

        /** Whether 法制科 looks at it before the approval. */
        public boolean needsCheck() {
            return checks.contains(Check.LEGAL) || checks.contains(Check.PRIVACY);
        }
    }

    private static String titled(String typed) {
        return Limits.required("标题", typed, 5, 60);
    }

    private static String written(String typed) {
        return Limits.required("正文", typed, 50, 3000);
    }
}
