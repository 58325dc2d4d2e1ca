package cn.leiting.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.leiting.Client;
import cn.leiting.LeitingTest;
import cn.leiting.organization.Person;
import cn.leiting.shared.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@LeitingTest
class AccountsTests {

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    IdentityService identity;

    @Autowired
    Rights rights;

    @Autowired
    PlatformTransactionManager transactions;

    @LocalServerPort
    int port;

    /** Other tests tell all people of a squad. */
    @AfterEach
    void leavesNobody() {
        identity.createUserQuery().list().stream()
                .map(User::getId)
                .filter(id -> id.startsWith("account"))
                .forEach(identity::deleteUser);
    }

    @Test
    void aRegisteredPersonHasAnAccountWithNameGroupsAndPassword() {
        register("account1", "账号甲", Set.of("squadXujing", "leadXujing"), "leiting-demo");

        assertThat(identity.createUserQuery().userId("account1").singleResult().getFirstName())
                .isEqualTo("账号甲");
        assertThat(groupsOf("account1")).containsExactlyInAnyOrder("squadXujing", "leadXujing");
        assertThat(identity.checkPassword("account1", "leiting-demo")).isTrue();
        assertThat(identity.createGroupQuery()
                        .groupId("leadXujing")
                        .singleResult()
                        .getName())
                .containsPattern("\\p{IsHan}");
    }

    @Test
    void anUpdateKeepsThePasswordAndSetsTheGroupsExactly() {
        register("account2", "账号乙", Set.of("squadXujing"), "leiting-demo");

        register("account2", "账号乙改", Set.of("squadHuaxin"), "another-password");

        assertThat(identity.createUserQuery().userId("account2").singleResult().getFirstName())
                .isEqualTo("账号乙改");
        assertThat(groupsOf("account2")).containsExactly("squadHuaxin");
        assertThat(identity.checkPassword("account2", "leiting-demo")).isTrue();
    }

    @Test
    void changedGroupsEndThePersonsSessionsAndOnlyThey() {
        register("account3", "账号丙", Set.of("squadXujing"), "leiting-demo");
        Client browser = Client.of("account3", port);

        register("account3", "账号丙改", Set.of("squadXujing"), null);
        assertThat(loggedIn(browser)).isTrue();

        register("account3", "账号丙改", Set.of("squadHuaxin"), null);
        assertThat(loggedIn(browser)).isFalse();
    }

    @Test
    void whoeverLeftIsLockedOut() {
        register("account4", "账号丁", Set.of("squadXujing"), "leiting-demo");
        Client browser = Client.of("account4", port);

        events.publishEvent(new Person.Left("account4"));

        assertThat(loggedIn(browser)).isFalse();
        assertThat(groupsOf("account4")).isEmpty();
        assertThat(identity.checkPassword("account4", "leiting-demo")).isFalse();
    }

    @Test
    void whoeverComesBackGetsInWithANewInitialPassword() {
        register("account7", "账号庚", Set.of("squadXujing"), "leiting-demo");
        events.publishEvent(new Person.Left("account7"));

        register("account7", "账号庚", Set.of("squadHuaxin"), "second-password");

        assertThat(identity.checkPassword("account7", "second-password")).isTrue();
        assertThat(groupsOf("account7")).containsExactly("squadHuaxin");
    }

    @Test
    void anAccountIsMadeInTheTransactionThatRegistersThePerson() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            register("account5", "账号戊", Set.of("squadXujing"), "leiting-demo");
            status.setRollbackOnly();
        });

        assertThat(identity.createUserQuery().userId("account5").count()).isZero();
    }

    @Test
    void theOperationLogNamesWhoeverRegistersThoughOnlyAdministratorsMayMakeAccounts() {
        identity.setAuthentication("office1", List.of("deptOffice"));
        try {
            register("account6", "账号己", Set.of("squadXujing"), "leiting-demo");

            assertThat(identity.getCurrentAuthentication().getGroupIds()).containsExactly("deptOffice");
        } finally {
            identity.clearAuthentication();
        }
        assertThat(identity.createUserQuery().userId("account6").count()).isOne();
    }

    @Test
    void theFirstAdministratorIsMadeOnceAndKeepsAChangedPassword() {
        var admin = identity.createUserQuery().userId("admin").singleResult();
        admin.setPassword("changed-by-hand");
        identity.saveUser(admin);

        rights.afterSingletonsInstantiated();

        assertThat(identity.checkPassword("admin", "changed-by-hand")).isTrue();
        admin = identity.createUserQuery().userId("admin").singleResult();
        admin.setPassword("leiting-demo");
        identity.saveUser(admin);
    }

    @Test
    void theLastAdministratorStays() {
        assertThatThrownBy(() -> events.publishEvent(new Person.Left("admin")))
                .isInstanceOf(Refusal.class)
                .hasMessage("至少要保留一名系统管理员。");
        assertThat(identity.checkPassword("admin", "leiting-demo")).isTrue();
    }

    @Test
    void aShortPasswordOrTheAccountItselfIsRefusedOnADatabaseOfOnesOwnOnly() {
        PasswordRule own = new PasswordRule("jdbc:postgresql://db/leiting");

        own.check("xujing1", "ten-signs-1");
        assertThatThrownBy(() -> own.check("xujing1", "nine-sign"))
                .isInstanceOf(Refusal.class)
                .hasMessage("密码至少要有10个字符，且不能与账号相同。");
        assertThatThrownBy(() -> own.check("coordination1", "Coordination1")).isInstanceOf(Refusal.class);
        new PasswordRule("").check("xujing1", "short");
    }

    private void register(String userId, String name, Set<String> groups, String password) {
        events.publishEvent(new Person.Registered(userId, name, groups, password));
    }

    private Set<String> groupsOf(String userId) {
        return identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .collect(Collectors.toSet());
    }

    private static boolean loggedIn(Client browser) {
        return browser.get("/camunda/app/tasklist/default/").status() == 200;
    }
}
