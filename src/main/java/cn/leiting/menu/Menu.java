package cn.leiting.menu;

import cn.leiting.shared.Actor;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** 主导航：the pages that a person may open, in groups. Whatever stands here opens for whoever sees it. */
public final class Menu {

    private static final Predicate<Actor> ALL = actor -> true;
    private static final Predicate<Actor> SQUAD = actor -> isOf("squad", actor);
    private static final Predicate<Actor> TOWN = actor -> isOf("town", actor);
    private static final Predicate<Actor> BUREAU = actor -> actor.isSection() || actor.isLeader();
    private static final Predicate<Actor> SUPERVISORS = actor -> actor.isSupervisor() || actor.isLeader();
    private static final Predicate<Actor> LEGAL = actor -> actor.isIn("deptLegal");
    private static final Predicate<Actor> ADMINISTRATORS = Actor::isAdministrator;
    private static final Predicate<Actor> HOUSEKEEPERS = actor -> actor.isIn("deptCoordination", "camunda-admin");

    private static final Predicate<Actor> CAMPAIGNS = BUREAU.or(SQUAD).or(TOWN);
    private static final Predicate<Actor> COMPLAINTS = SUPERVISORS.or(SQUAD).or(TOWN);
    private static final Predicate<Actor> EVIDENCE = SUPERVISORS.or(LEGAL).or(SQUAD);
    private static final Predicate<Actor> CASES = actor -> actor.isIn("deptLegal", "deptSupervision")
            || Stream.of("squad", "decide", "review", "town").anyMatch(kind -> isOf(kind, actor));

    private static final List<Heading> HEADINGS = List.of(
            new Heading("首页", new Offer("首页", "/", ALL)),
            new Heading("待办", new Offer("待办", "/camunda/app/tasklist/default/", ALL)),
            new Heading("我的任务", new Offer("我的任务", "/tasks", ALL)),
            new Heading(
                    "行动",
                    new Offer("年度计划", "/programmes", CAMPAIGNS),
                    new Offer("专项行动", "/campaigns", CAMPAIGNS),
                    new Offer("365再提升", "/improvements", CAMPAIGNS),
                    new Offer("图表", "/charts", CAMPAIGNS),
                    new Offer("勤务", "/duty", CAMPAIGNS),
                    new Offer("办理进度", "/progress", CAMPAIGNS)),
            new Heading(
                    "现场",
                    new Offer("现场检查", "/field", SQUAD),
                    new Offer("责令改正", "/orders", EVIDENCE.or(TOWN)),
                    new Offer("照片核查", "/evidence", EVIDENCE),
                    new Offer("点位与清单", "/catalogue", BUREAU.or(SQUAD))),
            new Heading(
                    "办案",
                    new Offer("案件", "/cases", CASES),
                    new Offer("疑难案件", "/hard-cases", EVIDENCE),
                    new Offer("联合执法", "/joint", BUREAU.or(SQUAD).or(actor -> isOf("agency", actor)))),
            new Heading(
                    "督查与宣传",
                    new Offer("督查", "/supervision", COMPLAINTS),
                    new Offer("市民诉件", "/complaints", COMPLAINTS),
                    new Offer("专报", "/reports", BUREAU.or(TOWN)),
                    new Offer("信息宣传", "/publicity", BUREAU.or(SQUAD)),
                    new Offer("流程回顾", "/review", SUPERVISORS),
                    new Offer("流程回顾", "/processes", SUPERVISORS.negate())),
            new Heading(
                    "管理",
                    new Offer("流程监控", "/camunda/app/cockpit/default/", SUPERVISORS.or(ADMINISTRATORS)),
                    new Offer("文书模板", "/templates", actor -> actor.isIn("deptLegal", "deptOffice")),
                    new Offer("邮件", "/mails", actor -> actor.isIn("deptCoordination", "deptOffice", "camunda-admin")),
                    new Offer("组织机构", "/organization", HOUSEKEEPERS),
                    new Offer("日历与期限", "/calendar", HOUSEKEEPERS),
                    new Offer("审计", "/audit", ADMINISTRATORS.or(actor -> actor.isIn("leadLeader"))),
                    new Offer("系统管理", "/camunda/app/admin/default/", ADMINISTRATORS)));

    private record Heading(String title, List<Offer> offers) {

        Heading(String title, Offer... offers) {
            this(title, List.of(offers));
        }
    }

    private record Offer(String title, String address, Predicate<Actor> to) {}

    /** @param entries at least one; where it is the only one, there is nothing to unfold */
    public record Group(String title, List<Entry> entries) {

        public Group {
            entries = List.copyOf(entries);
        }

        /** Whether the page that is shown belongs here. */
        public boolean isCurrent() {
            return entries.stream().anyMatch(Entry::current);
        }
    }

    public record Entry(String title, String address, boolean current) {}

    private Menu() {}

    /** @param path of the page that is shown, which belongs to the entry with the longest address that it begins with */
    public static List<Group> of(Actor actor, String path) {
        String current = HEADINGS.stream()
                .flatMap(heading -> heading.offers.stream())
                .map(Offer::address)
                .filter(address -> path.equals(address) || !address.equals("/") && path.startsWith(address + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return HEADINGS.stream()
                .map(heading -> new Group(
                        heading.title,
                        heading.offers.stream()
                                .filter(offer -> offer.to.test(actor))
                                .map(offer -> new Entry(offer.title, offer.address, offer.address.equals(current)))
                                .toList()))
                .filter(group -> !group.entries.isEmpty())
                .toList();
    }

    private static boolean isOf(String kind, Actor actor) {
        return actor.groups().stream().anyMatch(group -> group.startsWith(kind));
    }
}
