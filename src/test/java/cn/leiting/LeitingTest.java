package cn.leiting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.autoconfigure.web.servlet.MockMvcPrint;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.event.ApplicationEventsTestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;
import org.springframework.test.context.support.DirtiesContextBeforeModesTestExecutionListener;
import org.springframework.test.context.support.DirtiesContextTestExecutionListener;
import org.springframework.test.context.transaction.TransactionalTestExecutionListener;
import org.springframework.test.context.web.ServletTestExecutionListener;
import org.springframework.util.FileSystemUtils;

/**
 * A test of the whole product on a real, empty database that all such tests of one JVM share. Jobs and
 * the deadline sweep run only when a test asks for them; the bureau's day starts on 2023-01-12, 09:00.
 *
 * <p>Of Spring's listeners it has those that it needs: others look through all beans for mocks before and after each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "leiting.sweep=PT24H",
            "leiting.batch=10",
            "server.address=127.0.0.1"
        })
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = LeitingTest.EmptyDatabase.class)
@TestExecutionListeners({
    ServletTestExecutionListener.class,
    ApplicationEventsTestExecutionListener.class,
    DirtiesContextBeforeModesTestExecutionListener.class,
    DependencyInjectionTestExecutionListener.class,
    DirtiesContextTestExecutionListener.class,
    TransactionalTestExecutionListener.class
})
public @interface LeitingTest {

    class EmptyDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Path data = Path.of("target", System.getProperty("leiting.test.data", "test-data"));
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
