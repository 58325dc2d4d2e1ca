package cn.leiting.site;

import cn.leiting.shared.Actor;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
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

    /** The groups of a squad that read its cases. */
    private static final List<String> READERS = List.of("squad", "decide", "review", "town");

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
     * @param followsCampaigns whether the pages of the campaigns and of the duty are open to the person, {@code
     *     readsComplaints} the tickets of citizens, {@code readsReports} the special reports, {@code
     *     worksInTheField} the inspections, {@code readsOrders} the orders to correct, {@code readsHardCases} the
     *     difficult cases, {@code readsCases} the cases, {@code readsJointOperations} the joint operations, {@code
     *     readsTheCatalogue} points, checklists and publicity, {@code
     *     keepsTemplates} the templates of papers, {@code watchesProcesses} Cockpit, {@code keepsTheHouse} the organization and the calendar, {@code
     *     administers} the accounts
     * @param trialTime the trial clock's time, null on the real clock
     */
    record Frame(
            String person,
            boolean known,
            boolean followsCampaigns,
            boolean readsComplaints,
            boolean readsReports,
            boolean worksInTheField,
            boolean readsOrders,
            boolean readsHardCases,
            boolean readsCases,
            boolean readsJointOperations,
            boolean readsTheCatalogue,
            boolean keepsTemplates,
            boolean watchesProcesses,
            boolean keepsTheHouse,
            boolean administers,
            @Nullable String trialTime,
            String version) {}

    @ModelAttribute("frame")
    LazyContextVariable<Frame> whenDrawn() {
        return new LazyContextVariable<>() {
            @Override
            protected Frame loadValue() {
                return frame(Actors.current());
            }
        };
    }

    private Frame frame(Optional<Actor> someone) {
        String trialTime = trialClock ? TO_THE_MINUTE.format(LocalDateTime.now(clock)) : null;
        return someone.map(actor -> new Frame(
                        nameOf(actor),
                        true,
                        seesAll(actor) || isOf("squad", actor) || isOf("town", actor),
                        actor.isSupervisor() || actor.isLeader() || isOf("squad", actor) || isOf("town", actor),
                        seesAll(actor) || isOf("town", actor),
                        isOf("squad", actor),
                        readsOrders(actor) || isOf("town", actor),
                        readsOrders(actor),
                        actor.isIn("deptLegal", "deptSupervision")
                                || READERS.stream().anyMatch(kind -> isOf(kind, actor)),
                        seesAll(actor) || isOf("squad", actor) || isOf("agency", actor),
                        seesAll(actor) || isOf("squad", actor),
                        actor.isIn("deptLegal", "deptOffice"),
                        actor.isSupervisor() || actor.isLeader() || actor.isAdministrator(),
                        actor.isIn("deptCoordination", "camunda-admin"),
                        actor.isAdministrator(),
                        trialTime,
                        version()))
                .orElseGet(() -> new Frame(
                        "", false, false, false, false, false, false, false, false, false, false, false, false, false,
                        false, trialTime, version()));
    }

    private static boolean seesAll(Actor actor) {
        return actor.isSection() || actor.isLeader();
    }

    private static boolean readsOrders(Actor actor) {
        return actor.isIn("deptLegal") || actor.isSupervisor() || actor.isLeader() || isOf("squad", actor);
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
