package cn.leiting.publicity;

import cn.leiting.publicity.InfoForms.Check;
import cn.leiting.publicity.InfoForms.Edit;
import cn.leiting.publicity.InfoForms.Flags;
import cn.leiting.publicity.InfoForms.Submission;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.publicity.Publication.Level;
import cn.leiting.publicity.Publication.Place;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Items to look at, each with a title of its own, as the process takes them through the door. */
@Component
public class Stories {

    static final String BODY = "中队在农贸市场周边开展错时巡查，引导流动摊贩进入疏导点经营，并向沿街商户讲解门责规定，市容秩序明显好转，群众反映良好。";
    static final Flags NONE = new Flags(false, false, false, false, false);
    static final Edit PLAIN = new Edit(null, null, NONE, Set.of(Channel.WECHAT, Channel.OTHER), Set.of());

    private final InfoItems items;
    private final Clock clock;
    private final AtomicInteger titles = new AtomicInteger();

    Stories(InfoItems items, Clock clock) {
        this.items = items;
        this.clock = clock;
    }

    Submission form(@Nullable String squad, @Nullable String campaign, Duration ago) {
        return new Submission(
                squad,
                campaign,
                "错时巡查第" + titles.incrementAndGet() + "篇<b>",
                BODY,
                clock.instant().minus(ago),
                "宣传员",
                NONE,
                false);
    }

    public String submitted(@Nullable String squad, @Nullable String campaign) {
        return items.submit(form(squad, campaign, Duration.ofHours(2)), "zhaoxiang1");
    }

    String adopted(@Nullable String squad, Check... checks) {
        String code = submitted(squad, null);
        items.adopt(code, new Edit(null, null, NONE, PLAIN.channels(), Set.of(checks)), null, "office1");
        return code;
    }

    String approved(@Nullable String squad) {
        String code = adopted(squad);
        items.approve(code, null, "office2");
        return code;
    }

    public String published(@Nullable String squad) {
        String code = approved(squad);
        items.publish(code, wechat(), "office1");
        return code;
    }

    Place wechat() {
        return place(Channel.WECHAT, "https://mp.weixin.qq.com/s/patrol", null);
    }

    Place place(Channel channel, @Nullable String url, @Nullable String proofNote) {
        return new Place(channel, Level.DISTRICT, url, proofNote, clock.instant());
    }
}
