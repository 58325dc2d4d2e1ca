package cn.leiting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.util.FileSystemUtils;

/**
 * As {@link LeitingTest}, on a database of its own in a district of a thousand squads, with chunks of a
 * hundred as in production. In a JVM of its own too: the engine and its clock are one for the whole JVM.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "leiting.sweep=PT24H",
            "server.address=127.0.0.1",
            "spring.flyway.locations=" + ThousandSquadsTest.MIGRATIONS,
            "spring.flyway.fail-on-missing-locations=true"
        })
@ContextConfiguration(initializers = ThousandSquadsTest.EmptyDatabase.class)
public @interface ThousandSquadsTest {

    String MIGRATIONS = "classpath:db/migration,classpath:db/thousand";

    class EmptyDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Path data = Path.of("target", "thousand-data");
            try {
                FileSystemUtils.deleteRecursively(data);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            TestPropertyValues.of("leiting.data=" + data, "leiting.binaries=target/postgresql")
                    .applyTo(context);
        }
    }
}
