package cn.leiting.years;

import cn.leiting.Client;
import cn.leiting.Statements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each main page takes on the records that {@link Years} has made: opened by somebody who may, thirty times, one
 * after the other, from the request to the last byte of the answer. Options are system properties: {@code years.data} (the
 * folder, {@code target/years}), {@code pages.times} (30), {@code pages.only} (a regular expression of the pages wanted).
 */
public final class Pages {

    private static final String MISSING = "-";

    /** What the compiler and the plans of the database need. */
    private static final int WARM = 10;

    /** Nanoseconds: of a page that takes seconds thirty times are not wanted. */
    private static final long PATIENCE = 20_000_000_000L;

    /** Who opens what; a page that this release does not have is left out. */
    private static final List<String> PAGES = List.of(
            "lead1 /",
            "coordination1 /",
            "xujing1 /",
            "lead1 /programmes/{year}",
            "lead1 /board/{year}/wall",
            "lead1 /board/{year}/wall/now",
            "lead1 /charts/{year}",
            "lead1 /charts/{year}/coverage",
            "lead1 /charts/{year}/coverage?squad=310118106&month=11",
            "lead1 /charts/{year}/rectification?month=11",
            "lead1 /charts/{year}/relapse",
            "lead1 /charts/{year}/deadlines",
            "coordination1 /campaigns",
            "coordination1 /campaigns/{campaign}",
            "coordination1 /campaigns/{campaign}/squads/310118106",
            "coordination1 /campaigns/{campaign}/closing",
            "coordination1 /campaigns/{campaign}/daily",
            "coordination1 /campaigns/{campaign}/daily/{day}",
            "lead1 /campaigns/{campaign}/summary",
            "lead1 /campaigns/{campaign}/scores",
            "xujingLead /campaigns/{campaign}/scores",
            "lead1 /campaigns/{campaign}/scores/310118106",
            "lead1 /campaigns/{campaign}/scores/310118106/A1",
            "lead1 /campaigns/{campaign}/scores/310118106/B1",
            "lead1 /campaigns/{campaign}/scores/310118106/C1",
            "coordination1 /look-backs/{lookBack}",
            "coordination1 /improvements",
            "coordination1 /improvements/{improvement}",
            "supervision1 /supervision",
            "supervision1 /supervision/guidance",
            "supervision1 /supervision/urgings",
            "supervision1 /supervision/urgings?from={year}-01-01&to={year}-12-31",
            "supervision1 /supervision/visits",
            "supervision1 /supervision/visits/{visit}",
            "supervision1 /supervision/samples/{campaign}",
            "coordination1 /inspections/{inspection}",
            "coordination1 /orders",
            "xujing1 /orders",
            "coordination1 /orders/doubts",
            "coordination1 /orders/relapses",
            "coordination1 /evidence",
            "legal1 /cases",
            "xujing1 /cases",
            "legal1 /cases/{case}",
            "legal1 /cases/{case}/penalty",
            "legal1 /cases/{case}/documents",
            "legal1 /measures",
            "legal1 /hard-cases",
            "legal1 /hard-cases/{hardCase}",
            "coordination1 /joint",
            "coordination1 /joint/{joint}",
            "police1 /joint",
            "coordination1 /complaints",
            "xujing1 /complaints",
            "coordination1 /complaints/{complaint}",
            "coordination1 /duty",
            "coordination1 /duty/{year}",
            "coordination1 /map",
            "coordination1 /catalogue",
            "coordination1 /points/P-310118106-0001",
            "office1 /publicity",
            "office1 /publicity/{item}",
            "office1 /publicity/delays",
            "office1 /participations",
            "coordination1 /reports",
            "coordination1 /reports/{report}",
            "lead1 /scores/{year}",
            "coordination1 /progress",
            "lead1 /programmes/{year}/summary",
            "coordination1 /organization",
            "coordination1 /calendar",
            "coordination1 /violations",
            "supervision1 /review",
            "supervision1 /review/{instance}",
            "supervision1 /review/models/squadTask",
            "supervision1 /review/models/enforcementCase",
            "coordination1 /tasks",
            "xujing1 /tasks",
            "coordination1 /notifications",
            "xujingLead /notifications",
            "admin /audit",
            "admin /audit?thing={campaign}",
            "admin /audit?thing={case}",
            "admin /audit?person=xujing1",
            "admin /audit?person=lead1&thing={campaign}",
            "admin /audit?from={year}-03-01&to={year}-03-31",
            "xujing1 /field",
            "xujing1 /api/field/tasks",
            "xujing1 /api/field/kit",
            "any /public");

    private final JdbcClient jdbc;
    private final int port;
    private final int times = Integer.getInteger("pages.times", 30);
    private final Map<String, Client> people = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();

    private Pages(ConfigurableApplicationContext context) {
        this.jdbc = context.getBean(JdbcClient.class);
        this.port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public static void main(String... none) {
        try (ConfigurableApplicationContext context = Trial.start()) {
            new Pages(context).run();
        }
    }

    private void run() {
        name("year", "select max(year)::text from campaign");
        name("campaign", "select max(code) from campaign");
        name("lookBack", "select max(code) from look_back");
        name("improvement", "select max(code) from further_improvement");
        name("inspection", "select max(inspection)::text from finding");
        name("case", "select max(case_code) from penalty_decision");
        name("hardCase", "select max(code) from hard_case");
        name("complaint", "select max(ticket_no) from complaint");
        name("item", "select max(code) from info_item");
        name("report", "select max(code) from special_report");
        name("joint", "select max(code) from joint_operation where status = 'CLOSED'");
        name("visit", "select max(id)::text from supervision_visit");
        name("day", "select max(day)::text from bulletin where subject = (select max(code) from campaign)");
        name("instance", "select max(id_) from act_hi_procinst where business_key_ like 'FI-%:%'");
        System.out.println(names);
        System.out.printf("%-14s %-46s %6s %6s %6s %8s%n", "", "", "ms", "p95", "SQL", "kB");
        String only = System.getProperty("pages.only", "");
        PAGES.stream()
                .filter(page -> Pattern.compile(only).matcher(page).find())
                .forEach(this::measure);
    }

    private void name(String name, String sql) {
        names.put(name, jdbc.sql(sql).query(String.class).optional().orElse(MISSING));
    }

    private void measure(String line) {
        String who = line.substring(0, line.indexOf(' '));
        String path = line.substring(line.indexOf(' ') + 1);
        for (Map.Entry<String, String> name : names.entrySet()) {
            path = path.replace("{" + name.getKey() + "}", name.getValue());
        }
        Client person =
                who.equals("any") ? Client.anonymous(port) : people.computeIfAbsent(who, user -> Client.of(user, port));
        Client.Answer first = person.get(path);
        if (first.status() != 200) {
            System.out.printf("%-14s %-46s %d%n", who, path, first.status());
            return;
        }
        for (int time = 1; time < WARM; time++) {
            person.get(path);
        }
        List<Long> took = new ArrayList<>();
        for (int time = 0;
                time < times && took.stream().mapToLong(Long::longValue).sum() < PATIENCE;
                time++) {
            long begun = System.nanoTime();
            person.get(path);
            took.add(System.nanoTime() - begun);
        }
        String asked = path;
        int statements = Statements.during(() -> person.get(asked));
        took.sort(null);
        System.out.printf(
                "%-14s %-46s %6.0f %6.0f %6d %8.0f%n",
                who,
                path,
                took.get(took.size() / 2) / 1e6,
                took.get(took.size() * 95 / 100) / 1e6,
                statements,
                first.body().length() / 1024.0);
    }
}
