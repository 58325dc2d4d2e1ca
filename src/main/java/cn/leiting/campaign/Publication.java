package cn.leiting.campaign;

import cn.leiting.shared.Limits;
import cn.leiting.shared.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** 宣传报道 of a campaign (O-25): where what was published, or why nothing was. */
public record Publication(
        int no,
        Channel channel,
        @Nullable String title,
        @Nullable String body,
        @Nullable String url,
        @Nullable String proofNote,
        String publishedByName,
        Instant publishedAt) {

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
    }

    /**
     * What was published, and where. Refuses what breaks a limit (422).
     *
     * @param title 5 to 60 characters; none where nothing is published
     * @param body 50 to 3000 characters; none where nothing is published
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
            url = Filing.webAddress("发布网址", url);
            proofNote = Limits.optional("证明或原因说明", proofNote, 500);
            if (channel == Channel.NONE && proofNote == null) {
                throw Refusal.invalid("proofNote", "未报道的，请说明原因。");
            }
            if (url == null && proofNote == null) {
                throw Refusal.invalid("url", "请填写发布网址或者证明说明。");
            }
        }
    }
}
