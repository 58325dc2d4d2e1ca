package cn.leiting.followup;

import cn.leiting.shared.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 责令改正：gives orders their numbers, extends them, and says which are open. */
@Component
public class Orders {

    /** 待复查：an open order as the phone needs it. */
    public record Open(
            String no,
            long finding,
            String point,
            String violation,
            String description,
            LocalDate lastDay,
            boolean overdue,
            List<String> photos) {}

    /** Of a squad, the one that is due first before the others. */
    public List<Open> openOf(String squad) {
        return List.of();
    }

    public Optional<Order> find(String no) {
        return Optional.empty();
    }

    /** How many are open, and how many of these overdue, of the visits that served the squad's task. */
    public record Count(int open, int overdue) {}

    public Count openOrders(String squadTask) {
        return new Count(0, 0);
    }

    /** Once, before it is due, at most to the longest that the law allows; only the squad's leader. */
    public void extend(String no, @Nullable String until, @Nullable String reason, Actor actor) {}
}
