package cn.leiting.feed;

import cn.leiting.publicity.InfoForms.Edit;
import cn.leiting.publicity.InfoForms.Flags;
import cn.leiting.publicity.InfoForms.Submission;
import cn.leiting.publicity.InfoItems;
import cn.leiting.publicity.Publication.Channel;
import cn.leiting.publicity.Publication.Level;
import cn.leiting.publicity.Publication.Place;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Items for the government's site, each with a text of its own, as the process takes them through the door. */
@Component
public class Released {

    public static final String AUTHOR = "撰稿人徐泾老王";

    private static final String BODY = "中队在农贸市场周边开展错时巡查，引导流动摊贩进入疏导点经营，并向沿街商户讲解门责规定，市容秩序明显好转。";
    private static final Flags NONE = new Flags(false, false, false, false, false);
    /** Whatever the photos show. */
    private static final Flags PERSONS = new Flags(true, false, false, false, false);

    private static final Set<Channel> CHANNELS = Set.of(Channel.GOV_SITE, Channel.WECHAT);

    private final InfoItems items;
    private final Clock clock;
    private final AtomicInteger texts = new AtomicInteger();

    Released(InfoItems items, Clock clock) {
        this.items = items;
        this.clock = clock;
    }

    public String submitted(String title) {
        return submitted(title, BODY);
    }

    String submitted(String title, String body) {
        String own = body + "\n这是第" + texts.incrementAndGet() + "篇。";
        return items.submit(
                new Submission(
                        "310118106", null, title, own, clock.instant().minus(Duration.ofHours(1)), AUTHOR, NONE, false),
                "xujing1");
    }

    public String approved(String title) {
        return approve(submitted(title));
    }

    /** @param before the adoption */
    public String approved(String submitted, Consumer<String> before) {
        before.accept(submitted);
        return approve(submitted);
    }

    String approve(String code) {
        items.adopt(code, new Edit(null, null, PERSONS, CHANNELS, Set.of()), null, "office1");
        items.approve(code, null, "office2");
        return code;
    }

    public String onTheSite(String title) {
        return release(approved(title));
    }

    String onTheSite(String title, String body) {
        return release(approve(submitted(title, body)));
    }

    public String release(String code) {
        items.publish(code, place(Channel.GOV_SITE), "office1");
        return code;
    }

    String onWechat(String title) {
        String code = approved(title);
        items.publish(code, place(Channel.WECHAT), "office1");
        return code;
    }

    private Place place(Channel channel) {
        return new Place(channel, Level.DISTRICT, "https://www.shqp.gov.cn/news?a=1&b=2", null, clock.instant());
    }
}
