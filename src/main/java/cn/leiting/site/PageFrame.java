package cn.leiting.site;

import cn.leiting.menu.Menu;
import cn.leiting.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** What every page shows around its content. Looked up only when a page is drawn, not for a call. */
@ControllerAdvice
class PageFrame {

    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    private final IdentityService identity;
    private final Clock clock;
    private final boolean trialClock;

    PageFrame(
            IdentityService identity,
            Clock clock,
            @Value(
                            "#{environment.getProperty('spring.datasource.url', '').isEmpty() and environment.getProperty('leiting.clock', '') != 'real'}")
                    boolean trialClock) {
        this.identity = identity;
        this.clock = clock;
        this.trialClock = trialClock;
    }

    /**
     * @param person the display name, empty when nobody is logged in
     * @param menu empty when nobody is logged in
     * @param followsCampaigns whether the pages of the campaigns are open to the person, {@code administers} the accounts
     * @param trialTime the trial clock's time, null on the real clock
     */
    record Frame(
            String person,
            boolean known,
            List<Menu.Group> menu,
            boolean followsCampaigns,
            boolean administers,
            @Nullable String trialTime,
            String version) {}

    @ModelAttribute("frame")
    LazyContextVariable<Frame> whenDrawn(HttpServletRequest request) {
        return new LazyContextVariable<>() {
            @Override
            protected Frame loadValue() {
                return frame(Actors.current(), request.getRequestURI());
            }
        };
    }

    /** Of a page that says what failed: that may be the database, and then it knows the account without its name. */
    Frame whateverFailed(String path) {
        Optional<Actor> someone = Actors.current();
        try {
            return frame(someone, path);
        } catch (RuntimeException failedHereToo) {
            return frame(someone, path, Actor::id);
        }
    }

    private Frame frame(Optional<Actor> someone, String path) {
        return frame(someone, path, this::nameOf);
    }

    private Frame frame(Optional<Actor> someone, String path, Function<Actor, String> name) {
        String trialTime = trialClock ? TO_THE_MINUTE.format(LocalDateTime.now(clock)) : null;
        return someone.map(actor -> new Frame(
                        name.apply(actor),
                        true,
                        Menu.of(actor, path),
                        actor.isSection() || actor.isLeader() || isOf("squad", actor) || isOf("town", actor),
                        actor.isAdministrator(),
                        trialTime,
                        version()))
                .orElseGet(() -> new Frame("", false, List.of(), false, false, trialTime, version()));
    }

    private static boolean isOf(String kind, Actor actor) {
        return actor.groups().stream().anyMatch(group -> group.startsWith(kind));
    }

    private String nameOf(Actor actor) {
        User user = identity.createUserQuery().userId(actor.id()).singleResult();
        if (user == null) {
            return actor.id();
        }
        String name = Stream.of(user.getFirstName(), user.getLastName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? actor.id() : name;
    }

    private static String version() {
        String packaged = PageFrame.class.getPackage().getImplementationVersion();
        return packaged == null ? "开发版" : "版本 " + packaged;
    }
}
