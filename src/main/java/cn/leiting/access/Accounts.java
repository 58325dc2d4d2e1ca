package cn.leiting.access;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Person;
import cn.leiting.shared.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * 账号：keeps the engine's users and groups what the organization says of its people. A person whose
 * groups change is logged out everywhere, so that the new rights count at once.
 */
@Component
class Accounts {

    private static final String FIRST_ADMINISTRATOR = "admin";
    private static final String TRIAL_PASSWORD = "leiting-demo";

    private final IdentityService identity;
    private final Organization organization;
    private final PasswordRule passwords;
    private final JdbcClient jdbc;
    private final String administratorsPassword;

    Accounts(
            IdentityService identity,
            Organization organization,
            PasswordRule passwords,
            JdbcClient jdbc,
            @Value("${leiting.admin-password}") String administratorsPassword) {
        this.identity = identity;
        this.organization = organization;
        this.passwords = passwords;
        this.jdbc = jdbc;
        this.administratorsPassword = administratorsPassword;
    }

    @EventListener
    @Transactional
    void register(Person.Registered person) {
        asAdministrator(() -> {
            save(person.userId(), person.name(), person.initialPassword());
            boolean changed = joinExactly(person.userId(), person.groups());
            if (changed) {
                endSessions(person.userId());
            }
        });
    }

    @EventListener
    @Transactional
    void lockOut(Person.Left person) {
        asAdministrator(() -> {
            User user = find(person.userId());
            if (user == null) {
                return;
            }
            joinExactly(person.userId(), Set.of());
            user.setPassword(unknowable());
            identity.saveUser(user);
            endSessions(person.userId());
        });
    }

    /** Whoever else administers, nobody is made: a database without an administrator is anybody's to take. */
    void makeFirstAdministrator() {
        if (identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() > 0) {
            return;
        }
        save(
                FIRST_ADMINISTRATOR,
                "系统管理员",
                administratorsPassword.isBlank() && passwords.isTrial() ? TRIAL_PASSWORD : administratorsPassword);
        joinExactly(FIRST_ADMINISTRATOR, Set.of(Groups.CAMUNDA_ADMIN));
    }

    /** An initial password is for a new account, and for one that was locked out and so has no group. */
    private void save(String userId, String name, @Nullable String initialPassword) {
        User user = find(userId);
        boolean unusable = user == null || groupsOf(userId).isEmpty();
        if (user == null) {
            user = identity.newUser(userId);
            user.setLastName("");
            user.setPassword(unknowable());
        } else if (name.equals(user.getFirstName()) && !(unusable && initialPassword != null)) {
            return;
        }

        if (unusable && initialPassword != null) {
            passwords.check(userId, initialPassword);
            user.setPassword(initialPassword);
        }
        user.setFirstName(name);
        identity.saveUser(user);
    }

    private static String unknowable() {
        return UUID.randomUUID() + "-" + UUID.randomUUID();
    }

    private @Nullable User find(String userId) {
        return identity.createUserQuery().userId(userId).singleResult();
    }

    private Set<String> groupsOf(String userId) {
        return ids(identity.createGroupQuery().groupMember(userId).unlimitedList());
    }

    private boolean joinExactly(String userId, Set<String> wanted) {
        Set<String> present =
                ids(identity.createGroupQuery().groupMember(userId).unlimitedList());
        if (present.equals(wanted)) {
            return false;
        }
        Set<String> joined = difference(wanted, present);
        makeMissing(joined);
        joined.forEach(group -> identity.createMembership(userId, group));
        difference(present, wanted).forEach(group -> leave(userId, group));
        return true;
    }

    private void leave(String userId, String group) {
        boolean lastAdministrator = group.equals(Groups.CAMUNDA_ADMIN)
                && identity.createUserQuery().memberOfGroup(group).count() == 1;

        if (lastAdministrator) {
            throw Refusal.conflict("至少要保留一名系统管理员。");
        }
        identity.deleteMembership(userId, group);
    }

    private void makeMissing(Set<String> groups) {
        if (groups.isEmpty()) {
            return;
        }
        Set<String> present = ids(identity.createGroupQuery()
                .groupIdIn(groups.toArray(String[]::new))
                .unlimitedList());
        for (String id : difference(groups, present)) {
            boolean system = id.equals(Groups.CAMUNDA_ADMIN);
            Group group = identity.newGroup(id);
            group.setName(system ? "系统管理员" : organization.nameOfGroup(id));
            group.setType(system ? Groups.GROUP_TYPE_SYSTEM : Groups.GROUP_TYPE_WORKFLOW);
            identity.saveGroup(group);
        }
    }

    private void endSessions(String userId) {
        jdbc.sql("delete from spring_session where principal_name = ?")
                .param(userId)
                .update();
    }

    /** The organization has decided who may change people; the operation log still names the person. */
    private void asAdministrator(Runnable change) {
        Authentication asking = identity.getCurrentAuthentication();
        if (asking == null) {
            change.run();
            return;
        }
        identity.setAuthentication(asking.getUserId(), List.of(Groups.CAMUNDA_ADMIN));
        try {
            change.run();
        } finally {
            identity.setAuthentication(asking.getUserId(), asking.getGroupIds(), asking.getTenantIds());
        }
    }

    private static Set<String> ids(List<Group> groups) {
        return groups.stream().map(Group::getId).collect(Collectors.toSet());
    }

    private static Set<String> difference(Set<String> of, Set<String> without) {
        Set<String> rest = new HashSet<>(of);
        rest.removeAll(without);
        return rest;
    }
}
