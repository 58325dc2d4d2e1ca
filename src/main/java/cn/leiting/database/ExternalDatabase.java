package cn.leiting.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** 外部数据库：a PostgreSQL of one's own, 15 or newer, looked at once before the application is built. */
record ExternalDatabase(String url, String user, String password) {

    static final int OLDEST_VERSION = 15;

    private static final String STATE = """
            select current_setting('server_version_num')::int / 10000 as version,
                   current_setting('transaction_read_only') = 'on' as read_only,
                   current_setting('server_encoding') as encoding,
                   to_regclass('flyway_schema_history') is not null
                     or coalesce(has_schema_privilege(current_schema(), 'create'), false)
                       and has_database_privilege(current_database(), 'create') as may_create
            """;

    /** Refuses what the migration or the engine would stumble over, in the words of whoever set it up. */
    void check() {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new StartRefused(
                    "环境变量 SPRING_DATASOURCE_URL 必须是 PostgreSQL 的地址，例如 jdbc:postgresql://主机:5432/leiting。");
        }
        try (Connection connection = connect();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STATE)) {
            row.next();
            check(State.of(row));
        } catch (SQLException failed) {
            throw new StartRefused(sentence(failed), failed);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "10");
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", password);
        }
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("not an address of PostgreSQL", "08001");
        }
        return connection;
    }

    /** @param version the major one */
    record State(int version, boolean readOnly, String encoding, boolean mayCreate) {

        private static State of(ResultSet row) throws SQLException {
            return new State(
                    row.getInt("version"),
                    row.getBoolean("read_only"),
                    row.getString("encoding"),
                    row.getBoolean("may_create"));
        }
    }

    void check(State state) {
        if (state.version() < OLDEST_VERSION) {
            throw new StartRefused("外部数据库是 PostgreSQL " + state.version() + "，需要 " + OLDEST_VERSION + " 或更新的版本。");
        }
        if (state.readOnly()) {
            throw new StartRefused("外部数据库 " + place() + " 是只读的，请改用可以写入的主库。");
        }
        if (!state.encoding().equals("UTF8")) {
            throw new StartRefused("外部数据库 " + place() + " 的编码是 " + state.encoding() + "，必须是 UTF8。");
        }
        if (!state.mayCreate()) {
            throw new StartRefused("数据库账号 " + user + " 在 " + place() + " 没有建表权限，请把该数据库的所有者设为它。");
        }
    }

    private String sentence(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return switch (state) {
            case "28P01", "28000" ->
                "外部数据库 " + place() + " 不接受账号 " + user
                        + " 或它的密码，请检查环境变量 SPRING_DATASOURCE_USERNAME 和 SPRING_DATASOURCE_PASSWORD。";
            case "3D000" -> "外部数据库 " + place() + " 不存在，请先建库，或检查环境变量 SPRING_DATASOURCE_URL。";
            case "53300" -> "外部数据库 " + place() + " 的连接已用完，请调大 max_connections。";
            default -> "外部数据库 " + place() + " 连接不上，请检查地址、网络和数据库是否已启动（" + state + "）。";
        };
    }

    /** The address without its parameters, which may hold a password. */
    private String place() {
        return url.replaceFirst("^jdbc:postgresql:(//)?", "").replaceFirst("\\?.*$", "");
    }
}
