package cn.leiting;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** 雷霆 8+365：一个区城管执法局全年专项整治的流程应用。 */
@SpringBootApplication
@EnableScheduling
public class LeitingApplication {

    public static void main(String[] args) {
        // The engine stores times without a zone: every node runs in the bureau's.
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
        SpringApplication.run(LeitingApplication.class, args);
    }
}
