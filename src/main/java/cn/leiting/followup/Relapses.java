package cn.leiting.followup;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** 反弹：the same violation at the same place within relapse.days after a re-check that it had passed. */
@Component
public class Relapses {

    /** @param daysAfterClose from the re-check that it passed until it was found again */
    public record Relapse(
            long newFinding, long firstFinding, String point, String violation, LocalDate on, int daysAfterClose) {}

    /** Of a squad in a campaign and its look-back, for indicator X1. */
    public List<Relapse> of(String campaign, String squad) {
        return List.of();
    }
}
