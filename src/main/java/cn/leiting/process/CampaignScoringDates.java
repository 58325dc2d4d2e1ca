package cn.leiting.process;

import cn.leiting.calendar.BureauTime;
import cn.leiting.scoring.Appeals;
import java.time.LocalDate;
import java.util.Date;
import org.springframework.stereotype.Component;

/** 评分的时点：when the timers of a scoring move its token, at the end of a day in the bureau's zone. */
@Component
class CampaignScoringDates {

    private final Appeals appeals;

    CampaignScoringDates(Appeals appeals) {
        this.appeals = appeals;
    }

    Date appealsOver(String code) {
        return endOf(appeals.openUntil(code));
    }

    Date blockOver(String code) {
        return endOf(appeals.blockedUntil(code));
    }

    private static Date endOf(LocalDate day) {
        return Date.from(day.plusDays(1).atStartOfDay(BureauTime.ZONE).toInstant());
    }
}
