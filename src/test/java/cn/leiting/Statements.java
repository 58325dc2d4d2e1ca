package cn.leiting;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/** Counts the SQL statements that reach the database: pages and calls promise a constant number of them. */
@Component
public class Statements implements BeanPostProcessor {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final AtomicInteger BATCHES = new AtomicInteger();
    private static final AtomicInteger BATCHED = new AtomicInteger();
    private static final AtomicInteger COMMITS = new AtomicInteger();

    /**
     * What an action costs, on whatever thread it makes it.
     *
     * @param statements each row of a batch counts
     * @param roundTrips a batch is one, a commit is one
     */
    public record Cost(int statements, int roundTrips) {

        private static Cost now() {
            int executed = COUNT.get();
            return new Cost(executed - BATCHES.get() + BATCHED.get(), executed + COMMITS.get());
        }
    }

    public static Cost costOf(Runnable action) {
        Cost before = Cost.now();
        action.run();
        Cost after = Cost.now();
        return new Cost(after.statements() - before.statements(), after.roundTrips() - before.roundTrips());
    }

    /** How many statements the action makes, on whatever thread it makes them. */
    public static int during(Runnable action) {
        int before = COUNT.get();
        action.run();
        return COUNT.get() - before;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Counting(source) : bean;
    }

    private static final class Counting extends DelegatingDataSource {

        private Counting(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return counting(Connection.class, super.getConnection());
        }
    }

    private static <T> T counting(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                Statements.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    count(target, method.getName());
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Statement
                                        && method.getReturnType().isInterface()
                                ? counting(method.getReturnType(), result)
                                : result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getTargetException();
                    }
                }));
    }

    private static void count(Object target, String method) {
        if (target instanceof Statement && method.startsWith("execute")) {
            COUNT.incrementAndGet();
            if (method.endsWith("Batch")) {
                BATCHES.incrementAndGet();
            }
        } else if (target instanceof Statement && method.equals("addBatch")) {
            BATCHED.incrementAndGet();
        } else if (target instanceof Connection && method.equals("commit")) {
            COMMITS.incrementAndGet();
        }
    }
}
