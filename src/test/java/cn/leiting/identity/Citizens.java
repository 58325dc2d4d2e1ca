package cn.leiting.identity;

import cn.leiting.identity.Identity.Document;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Invented people of Qingpu with sound numbers, for tests. */
public final class Citizens {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private Citizens() {}

    /** @param no 0 to 999; another one is another person */
    public static String number(LocalDate birthOn, int no) {
        String body = "310118" + birthOn.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(no);
        int sum = 0;
        for (int place = 0; place < WEIGHTS.length; place++) {
            sum += Character.digit(body.charAt(place), 10) * WEIGHTS[place];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    public static Identity called(String name, LocalDate birthOn, int no) {
        return Identity.citizen(name, Document.RESIDENT_ID, number(birthOn, no), null, null, null);
    }
}
