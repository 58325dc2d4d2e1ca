package cn.leiting.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.leiting.LeitingTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@LeitingTest
class RightsTests {

    @Autowired
    Rights rights;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    FilterService filters;

    @Test
    void aSecondStartMakesNothing() {
        List<String> before = ids();

        rights.afterSingletonsInstantiated();

        assertThat(ids()).isEqualTo(before);
    }

    @Test
    void twoNodesThatStartAtOnceMakeWhatIsMissingOnce() {
        filters.deleteFilter(filter("已逾期").getId());
        authorizations.deleteAuthorization(cockpitOf("deptSupervision").getId());

        var nodes = List.of(
                CompletableFuture.runAsync(rights::afterSingletonsInstantiated),
                CompletableFuture.runAsync(rights::afterSingletonsInstantiated));
        nodes.forEach(CompletableFuture::join);

        assertThat(filter("已逾期")).isNotNull();
        assertThat(cockpitOf("deptSupervision").isPermissionGranted(Permissions.ACCESS))
                .isTrue();
    }

    @Test
    void aMissingPermissionIsAddedToWhatIsGranted() {
        Authorization granted = authorizations
                .createAuthorizationQuery()
                .groupIdIn("leadLeader")
                .resourceType(Resources.PROCESS_DEFINITION)
                .singleResult();
        granted.removePermission(Permissions.READ_HISTORY);
        authorizations.saveAuthorization(granted);

        rights.afterSingletonsInstantiated();

        assertThat(authorizations.isUserAuthorized(
                        "somebody",
                        List.of("leadLeader"),
                        Permissions.READ_HISTORY,
                        Resources.PROCESS_DEFINITION,
                        "annualProgramme"))
                .isTrue();
    }

    @Test
    void onlyAdministratorsMakeFiltersDeploymentsGrantsAndAccounts() {
        for (var resource : List.of(
                Resources.FILTER,
                Resources.DEPLOYMENT,
                Resources.AUTHORIZATION,
                Resources.USER,
                Resources.GROUP,
                Resources.GROUP_MEMBERSHIP)) {
            for (String group : List.of("squadXujing", "deptCoordination", "deptSupervision", "leadLeader")) {
                assertThat(may(group, resource)).as("%s %s", group, resource).isFalse();
            }
            assertThat(may("camunda-admin", resource)).as("%s", resource).isTrue();
        }
    }

    private boolean may(String group, Resources resource) {
        return authorizations.isUserAuthorized("somebody", List.of(group), Permissions.CREATE, resource);
    }

    private Filter filter(String name) {
        return filters.createTaskFilterQuery().filterName(name).singleResult();
    }

    private Authorization cockpitOf(String group) {
        return authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(Resources.APPLICATION)
                .singleResult();
    }

    private List<String> ids() {
        return authorizations.createAuthorizationQuery().list().stream()
                .map(Authorization::getId)
                .sorted()
                .toList();
    }
}
