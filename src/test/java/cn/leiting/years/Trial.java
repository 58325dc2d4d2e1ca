package cn.leiting.years;

import cn.leiting.LeitingApplication;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.TimeZone;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** The product on the folder of the option {@code years.data}, with nothing that runs by itself. */
final class Trial {

    static final ZoneId BUREAU = ZoneId.of("Asia/Shanghai");

    private Trial() {}

    /** The worker of the audit, which nothing calls here. */
    static Runnable seals(ConfigurableApplicationContext context) {
        return context.getBeansOfType(ScheduledTaskHolder.class).values().stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .map(ScheduledTask::getTask)
                .filter(task -> task.toString().contains("Seals"))
                .findFirst()
                .orElseThrow()
                .getRunnable();
    }

    static ConfigurableApplicationContext start() {
        TimeZone.setDefault(TimeZone.getTimeZone(BUREAU)); // the engine's times have none of their own
        return new SpringApplicationBuilder(LeitingApplication.class)
                .run(
                        "--leiting.data=" + Path.of(System.getProperty("years.data", "target/years")),
                        "--leiting.binaries=target/postgresql",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--leiting.sweep=PT24H",
                        "--logging.level.root=error");
    }
}
