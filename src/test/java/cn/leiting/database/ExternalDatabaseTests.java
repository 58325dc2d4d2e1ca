package cn.leiting.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.LeitingTest;
import cn.leiting.database.ExternalDatabase.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is looked at before a PostgreSQL of one's own is used. */
@LeitingTest
class ExternalDatabaseTests {

    private static final ExternalDatabase ANY = new ExternalDatabase("jdbc:postgresql://db/leiting", "leiting", "");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcConnectionDetails server;

    @Test
    void acceptsOneThatCanBeUsed() {
        assertThatCode(named("postgres")::check).doesNotThrowAnyException();
        assertThatCode(() -> ANY.check(new State(15, false, "UTF8", true))).doesNotThrowAnyException();
    }

    @Test
    void refusesAWrongPassword() {
        ExternalDatabase database = new ExternalDatabase(url("postgres"), server.getUsername(), "wrong");

        assertThatThrownBy(database::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("不接受账号 postgres 或它的密码");
    }

    @Test
    void refusesOneThatDoesNotExist() {
        assertThatThrownBy(named("no_such_database")::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("no_such_database 不存在");
    }

    @Test
    void refusesOneThatIsTooOld() {
        assertThatThrownBy(() -> ANY.check(new State(14, false, "UTF8", true)))
                .isInstanceOf(StartRefused.class)
                .hasMessage("外部数据库是 PostgreSQL 14，需要 15 或更新的版本。");
    }

    @Test
    void refusesOneThatIsReadOnly() {
        jdbc.sql("drop database if exists read_only").update();
        jdbc.sql("create database read_only").update();
        jdbc.sql("alter database read_only set default_transaction_read_only = on")
                .update();

        assertThatThrownBy(named("read_only")::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("read_only 是只读的");
    }

    @Test
    void refusesOneThatCannotHoldChinese() {
        jdbc.sql("drop database if exists latin").update();
        jdbc.sql("create database latin encoding 'LATIN1' locale 'C' template template0")
                .update();

        assertThatThrownBy(named("latin")::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("的编码是 LATIN1，必须是 UTF8");
    }

    @Test
    void refusesAnAccountThatMayNotMakeTables() {
        jdbc.sql("drop database if exists of_somebody_else").update();
        jdbc.sql("create database of_somebody_else").update();
        jdbc.sql("drop role if exists newcomer").update();
        jdbc.sql("create role newcomer login password 'newcomer'").update();

        ExternalDatabase database = new ExternalDatabase(url("of_somebody_else"), "newcomer", "newcomer");

        assertThatThrownBy(database::check)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("数据库账号 newcomer 在")
                .hasMessageContaining("没有建表权限");
    }

    private ExternalDatabase named(String database) {
        return new ExternalDatabase(url(database), server.getUsername(), server.getPassword());
    }

    private String url(String database) {
        return server.getJdbcUrl().replaceFirst("[^/]+$", database);
    }
}
