package cn.leiting.followup;

import cn.leiting.fieldwork.Finding.ReCheck;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 复查：keeps what re-checks came to (F-18), and what that makes of the order. */
@Component
public class ReChecks {

    /** An order was not followed: two re-checks have failed. The case opens from there. */
    public record Refused(String order, long finding) {}

    /** One re-check of a finding, the earliest visit first. */
    public record Made(
            int no,
            long inspection,
            LocalDate on,
            ReCheck.Result result,
            ReCheck.@Nullable Obstacle obstacle,
            boolean valid,
            List<String> photos) {}

    public List<Made> of(long finding) {
        return List.of();
    }
}
