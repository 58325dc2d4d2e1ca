package cn.leiting.publicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTests {

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.cn/x", "javascript:alert(1)", "https://", "http://a b.cn"})
    void refusesAPublicationAtNoWebAddress(String url) {
        assertThatThrownBy(
                        () -> new Publication.Form(Publication.Channel.GOV_SITE, "行动取得成效", "文".repeat(50), url, null))
                .hasMessage("发布网址应为以http://或https://开头的网址。");
    }

    @Test
    void wantsAReasonWhereNothingIsPublished() {
        assertThatThrownBy(() -> new Publication.Form(Publication.Channel.NONE, null, null, "https://a.cn", null))
                .hasMessage("未报道的，请说明原因。");
        assertThatThrownBy(() -> new Publication.Form(Publication.Channel.WECHAT, "行动取得成效", "文".repeat(50), null, null))
                .hasMessage("请填写发布网址或者证明说明。");
        assertThatThrownBy(() -> new Publication.Form(Publication.Channel.WECHAT, "短", null, null, "截图"))
                .hasMessage("标题不能少于5字。");
        assertThat(new Publication.Form(Publication.Channel.NONE, null, null, null, "涉密").title())
                .isNull();
    }
}
