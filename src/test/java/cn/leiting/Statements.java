package cn.leiting;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    private static final ThreadLocal<@Nullable List<Executed>> TRACE = new ThreadLocal<>();

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

    /**
     * One round trip.
     *
     * @param rows of its batch, 1 without one
     */
    public record Executed(String sql, int rows) {

        /** What the driver's {@code reWriteBatchedInserts} joins into one statement at most. */
        private static final int JOINED = 128;

        private static final Pattern ENGINE = Pattern.compile("\\bact_", Pattern.CASE_INSENSITIVE);

        /** The statements that the server is sent: inserts of a batch are joined by powers of two. */
        public int atServer() {
            return sql.toLowerCase(Locale.ROOT).stripLeading().startsWith("insert")
                    ? rows / JOINED + Integer.bitCount(rows % JOINED)
                    : rows;
        }

        public boolean isOfEngine() {
            return ENGINE.matcher(sql).find();
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

    /** What the action sends on this thread, in its order, commits apart. */
    public static List<Executed> of(Runnable action) {
        List<Executed> executed = new ArrayList<>();
        TRACE.set(executed);
        try {
            action.run();
        } finally {
            TRACE.remove();
        }
        return executed;
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
            return counting(Connection.class, super.getConnection(), "");
        }
    }

    private static <T> T counting(Class<T> type, Object target, String sql) {
        return type.cast(Proxy.newProxyInstance(
                Statements.class.getClassLoader(), new Class<?>[] {type}, new Counter(target, sql)));
    }

    private static final class Counter implements InvocationHandler {

        private final Object target;
        private final String sql;
        private int batched;

        private Counter(Object target, String sql) {
            this.target = target;
            this.sql = sql;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            String text =
                    arguments != null && arguments.length > 0 && arguments[0] instanceof String given ? given : sql;
            count(method.getName(), text);
            try {
                Object result = method.invoke(target, arguments);
                return result instanceof Statement && method.getReturnType().isInterface()
                        ? counting(method.getReturnType(), result, text)
                        : result;
            } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
            }
        }

        private void count(String method, String text) {
            if (target instanceof Statement && method.startsWith("execute")) {
                COUNT.incrementAndGet();
                boolean isBatch = method.endsWith("Batch");
                if (isBatch) {
                    BATCHES.incrementAndGet();
                }
                List<Executed> traced = TRACE.get();
                if (traced != null) {
                    traced.add(new Executed(text, isBatch ? batched : 1));
                }
                batched = 0;
            } else if (target instanceof Statement && method.equals("addBatch")) {
                BATCHED.incrementAndGet();
                batched++;
            } else if (target instanceof Connection && method.equals("commit")) {
                COMMITS.incrementAndGet();
            }
        }
    }
}
