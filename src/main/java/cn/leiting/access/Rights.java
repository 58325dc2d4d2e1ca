package cn.leiting.access;

import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;
import static org.camunda.bpm.engine.authorization.Permissions.READ_HISTORY;
import static org.camunda.bpm.engine.authorization.Permissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.Permissions.READ_TASK;

import cn.leiting.organization.Organization;
import cn.leiting.organization.Squad;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 权限：who may do what in the engine and its web applications (contract, section 2). Supervisors and
 * leaders read everything and change nothing; everybody else sees the tasks that are offered to them,
 * which the engine grants task by task. Made before the first request is served, by one node at a time;
 * what is there stays.
 */
@Component
class Rights implements SmartInitializingSingleton {

    static final List<String> READERS =
            List.of("deptCoordination", "deptSupervision", "bureauLeadership", "leadLeader", "districtViceHead");

    /** Stands for every squad, the mobile one too. */
    private static final String SQUADS = "squadS";

    /** Who starts which process by its form in Tasklist (contract, section 3). */
    private static final Map<String, List<String>> STARTERS = Map.of(
            "annualProgramme", List.of("deptCoordination"),
            "thunderCampaign", List.of("deptCoordination"),
            "furtherImprovement", List.of("deptCoordination"),
            "specialReport", List.of("deptCoordination"),
            "hardCaseGuidance", List.of(SQUADS),
            "enforcementCase", List.of(SQUADS),
            "informationPublicity", List.of(SQUADS, "deptOffice"),
            "jointEnforcement", List.of(SQUADS, "deptCoordination", "deptSupervision", "deptLegal", "deptOffice"));

    private static final String EVERYBODY = Authorization.ANY;
    private static final String ANY = Authorization.ANY;
    private static final long LOCK = 8_365_001;

    private final AuthorizationService authorizations;
    private final SharedFilters filters;
    private final Accounts accounts;
    private final Organization organization;
    private final Clock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private record Place(@Nullable String group, int resource, String id) {}

    private record Grant(String group, Resource resource, String id, Permission... permissions) {

        private Place place() {
            return new Place(group.equals(EVERYBODY) ? null : group, resource.resourceType(), id);
        }
    }

    Rights(
            AuthorizationService authorizations,
            SharedFilters filters,
            Accounts accounts,
            Organization organization,
            Clock clock,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.authorizations = authorizations;
        this.filters = filters;
        this.accounts = accounts;
        this.organization = organization;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
            accounts.makeFirstAdministrator();
            grant(wanted(filters.makeMissing()));
        });
    }

    private List<Grant> wanted(Set<String> sharedFilters) {
        List<Grant> grants = new ArrayList<>();
        for (Resource resource : Resources.values()) {
            grants.add(new Grant(Groups.CAMUNDA_ADMIN, resource, ANY, ALL));
        }

        grants.add(new Grant(EVERYBODY, Resources.APPLICATION, "tasklist", ACCESS));
        grants.add(new Grant(EVERYBODY, Resources.PROCESS_DEFINITION, ANY, READ)); // no secret
        sharedFilters.forEach(filter -> grants.add(new Grant(EVERYBODY, Resources.FILTER, filter, READ)));

        for (String reader : READERS) {
            grants.add(new Grant(reader, Resources.APPLICATION, "cockpit", ACCESS));
            grants.add(
                    new Grant(reader, Resources.PROCESS_DEFINITION, ANY, READ, READ_INSTANCE, READ_HISTORY, READ_TASK));
            grants.add(new Grant(reader, Resources.PROCESS_INSTANCE, ANY, READ));
            grants.add(new Grant(reader, Resources.TASK, ANY, READ));
            grants.add(new Grant(reader, Resources.DECISION_DEFINITION, ANY, READ, READ_HISTORY));
            grants.add(new Grant(reader, Resources.DECISION_REQUIREMENTS_DEFINITION, ANY, READ));
            grants.add(new Grant(reader, Resources.DEPLOYMENT, ANY, READ));
        }

        STARTERS.forEach((process, groups) -> groups.stream()
                .flatMap(this::each)
                .forEach(group -> {
                    grants.add(new Grant(group, Resources.PROCESS_DEFINITION, process, CREATE_INSTANCE));
                    grants.add(new Grant(group, Resources.PROCESS_INSTANCE, ANY, CREATE));
                }));
        return grants;
    }

    private Stream<String> each(String group) {
        return group.equals(SQUADS)
                ? organization.squads(LocalDate.now(clock)).stream().map(Squad::group)
                : Stream.of(group);
    }

    private void grant(List<Grant> wanted) {
        Map<Place, Authorization> present = present();
        for (Grant grant : wanted) {
            Authorization authorization = present.computeIfAbsent(grant.place(), this::empty);
            List<Permission> missing = Stream.of(grant.permissions())
                    .filter(permission -> !authorization.isPermissionGranted(permission))
                    .toList();
            if (!missing.isEmpty()) {
                missing.forEach(authorization::addPermission);
                authorizations.saveAuthorization(authorization);
            }
        }
    }

    /** What is granted to groups and to everybody on whole kinds of things, applications and models. */
    private Map<Place, Authorization> present() {
        Map<Place, Authorization> present = new HashMap<>();
        Stream.of(
                        authorizations.createAuthorizationQuery().resourceId(ANY),
                        authorizations.createAuthorizationQuery().resourceType(Resources.APPLICATION),
                        authorizations.createAuthorizationQuery().resourceType(Resources.PROCESS_DEFINITION),
                        authorizations.createAuthorizationQuery().resourceType(Resources.FILTER))
                .flatMap(query -> query.unlimitedList().stream())
                .filter(granted -> granted.getAuthorizationType() == Authorization.AUTH_TYPE_GLOBAL
                        || (granted.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT
                                && granted.getGroupId() != null))
                .forEach(granted -> present.put(
                        new Place(granted.getGroupId(), granted.getResourceType(), granted.getResourceId()), granted));
        return present;
    }

    private Authorization empty(Place place) {
        Authorization made = authorizations.createNewAuthorization(
                place.group() == null ? Authorization.AUTH_TYPE_GLOBAL : Authorization.AUTH_TYPE_GRANT);
        if (place.group() != null) {
            made.setGroupId(place.group());
        }
        made.setResourceType(place.resource());
        made.setResourceId(place.id());
        return made;
    }
}
