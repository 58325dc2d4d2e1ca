package cn.leiting.publicity;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 宣传报道 (notice, lines 35 and 55): where what was published of an information item, of a campaign or of a
 * look-back, or why nothing was.
 *
 * @param subject {@code INFO-2023-0001}, {@code TH-2023-01} or {@code LB-2023-01}
 * @param no from 1 on within its subject
 * @param level of an item's publication only
 */
public record Publication(
        String subject,
        int no,
        Channel channel,
        @Nullable Level level,
        @Nullable String title,
        @Nullable String body,
        @Nullable String url,
        @Nullable String proofNote,
        String publishedByName,
        Instant publishedAt) {

    /** 媒介. */
    public enum Channel {
        NEWS_MEDIA("新闻媒体"),
        WECHAT("微信公众号"),
        GOV_SITE("政务网站"),
        OTHER("其他"),
        NONE("未报道");

        private final String label;

        Channel(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether there may be no address, for it may be printed. */
        boolean isPrinted() {
            return this == NEWS_MEDIA || this == OTHER;
        }
    }

    /** 级别 of whoever published it. */
    public enum Level {
        DISTRICT("区级"),
        CITY("市级"),
        NATIONAL("国家级");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * What was published of a campaign or a look-back, and where. Refuses what breaks a limit (422).
     *
     * @param title 5 to 60 characters; may be missing where nothing is published
     * @param body 50 to 3000 characters; may be missing where nothing is published
     * @param url http or https, at most 500 characters
     * @param proofNote at most 500 characters; where nothing is published the reason, else in place of a url
     */
    public record Form(
            Channel channel,
            @Nullable String title,
            @Nullable String body,
            @Nullable String url,
            @Nullable String proofNote) {

        public Form {
            boolean nowhere = channel == Channel.NONE && Limits.optional("标题", title, 60) == null;
            title = nowhere ? null : Limits.required("标题", title, 5, 60);
            body = nowhere && Limits.optional("正文", body, 3000) == null ? null : Limits.required("正文", body, 50, 3000);
            url = webAddress(url);
            proofNote = Limits.optional("证明或原因说明", proofNote, 500);
            if (channel == Channel.NONE && proofNote == null) {
                throw Refusal.invalid("proofNote", "未报道的，请说明原因。");
            }
            if (url == null && proofNote == null) {
                throw Refusal.invalid("url", "请填写发布网址或者证明说明。");
            }
        }
    }

    /**
     * 发布登记 (F-26b): where an item was published. Refuses what breaks a limit (422).
     *
     * @param channel any but {@link Channel#NONE}
     * @param url http or https, at most 500 characters; only what is printed may have a proof note instead
     * @param publishedAt not in the future, counted to the minute
     */
    public record Place(
            Channel channel,
            Level level,
            @Nullable String url,
            @Nullable String proofNote,
            Instant publishedAt) {

        public Place {
            url = webAddress(url);
            proofNote = Limits.optional("版面说明", proofNote, 500);
            if (channel == Channel.NONE) {
                throw Refusal.invalid("channel", "请选择发布的媒介。");
            }
            if (url == null && !channel.isPrinted()) {
                throw Refusal.invalid("url", "在" + channel.label() + "发布的，请填写网址。");
            }
            if (url == null && proofNote == null) {
                throw Refusal.invalid("url", "没有网址的，请写明报刊、日期和版面。");
            }
        }

        void refuseFuture(Instant now) {
            if (publishedAt.isAfter(now)) {
                throw Refusal.invalid("publishedAt", "发布时间不能晚于现在。");
            }
        }
    }

    /** A blank one is none. */
    private static @Nullable String webAddress(@Nullable String typed) {
        String address = Limits.optional("发布网址", typed, 500);
        if (address != null && !isOfTheWeb(address)) {
            throw Refusal.invalid("url", "发布网址应为以http://或https://开头的网址。");
        }
        return address;
    }

    private static boolean isOfTheWeb(String address) {
        try {
            URI uri = new URI(address);
            return address.matches("https?://.+") && uri.getHost() != null;
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
