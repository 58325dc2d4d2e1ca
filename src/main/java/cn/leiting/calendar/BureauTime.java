package cn.leiting.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 全局时间：where every "now" of the product comes from; nobody asks the machine. */
@Configuration(proxyBeanMethods = false)
public class BureauTime {

    /** The bureau's zone; it has no daylight saving. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** The day on which the notice was issued, nine o'clock. */
    private static final LocalDateTime NOTICE_ISSUED = LocalDateTime.of(2023, 1, 12, 9, 0);

    @Bean
    @ConditionalOnExpression("environment.getProperty('spring.datasource.url', '').isEmpty()"
            + " and environment.getProperty('leiting.clock') != 'real'")
    @DependsOnDatabaseInitialization
    TrialClock trialClock(JdbcClient jdbc, @Value("${leiting.clock}") String start) {
        return new TrialClock(jdbc, start.isEmpty() ? NOTICE_ISSUED : LocalDateTime.parse(start));
    }

    @Bean
    @ConditionalOnMissingBean(Clock.class)
    Clock realClock() {
        return Clock.system(ZONE);
    }

    /** The last moment of what is due on that day: 23:59:59. */
    public static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant().minusSeconds(1);
    }

    /** The moment at which a timer of a day moves its token: nine o'clock. */
    public static Date nineOClock(LocalDate day) {
        return Date.from(day.atTime(9, 0).atZone(ZONE).toInstant());
    }
}
