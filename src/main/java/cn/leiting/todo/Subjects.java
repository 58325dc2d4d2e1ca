package cn.leiting.todo;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** 事项页面：where the thing with a business key (contract, section 3) is shown. */
final class Subjects {

    private static final Map<Pattern, String> PAGES = Map.ofEntries(
            page("TH-(\\d{4})", "/programmes/$1"),
            page("(TH-\\d{4}-\\d{2,4})", "/campaigns/$1"),
            page("(TH-\\d{4}-\\d{2,4}):(\\d{9})", "/campaigns/$1/squads/$2"),
            page("(LB-\\d{4}-\\d{2,4})", "/look-backs/$1"),
            page("(LB-\\d{4}-\\d{2,4}):(\\d{9})", "/look-backs/$1/squads/$2"),
            page("(FI-\\d{4}-\\d{2,4})", "/improvements/$1"),
            page("(FI-\\d{4}-\\d{2,4}):(\\d{9})", "/improvements/$1/squads/$2"),
            page("SC-(\\d{4}-\\d{2,4}):(?:PROVISIONAL|FINAL)", "/campaigns/TH-$1/scores"),
            page("(SR-\\d{4}-\\d{3,9})", "/reports/$1"),
            page("(INFO-\\d{4}-\\d{4,9})", "/publicity/$1"),
            page("(HC-\\d{4}-\\d{3,9})", "/hard-cases/$1"),
            page("(JO-\\d{4}-\\d{3,9})", "/joint/$1"),
            page("(CASE-\\d{9}-\\d{4}-\\d{6})", "/cases/$1"),
            page("AA-(\\d{4})", "/scores/$1"));

    private Subjects() {}

    private static Map.Entry<Pattern, String> page(String subject, String address) {
        return Map.entry(Pattern.compile(subject), address);
    }

    /** Null: it has none. */
    static @Nullable String page(String subject) {
        return PAGES.entrySet().stream()
                .filter(page -> page.getKey().matcher(subject).matches())
                .map(page -> page.getKey().matcher(subject).replaceFirst(page.getValue()))
                .findFirst()
                .orElse(null);
    }
}
