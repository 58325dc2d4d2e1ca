package cn.leiting.access;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * 放行表：the calls of the engine's web interface that Tasklist makes, and those that a reading Cockpit
 * makes besides. A star stands for one segment, two for any rest. What is not here is for administrators.
 */
record AllowedCalls(List<Call> calls) {

    private static final String ENGINE = "/engine/engine/default";

    /** Everybody's: Tasklist, and one's own profile and password in Welcome. */
    static final AllowedCalls OF_TASKLIST = of(
            "GET /engine/engine",
            "GET /admin/auth/user/default",
            "POST /admin/auth/user/default/logout",
            "GET /tasklist/plugin/*/static/**",
            "GET /welcome/plugin/*/static/**",
            "GET,POST " + ENGINE + "/task",
            "GET,POST " + ENGINE + "/task/count",
            "GET " + ENGINE + "/task/*",
            "GET " + ENGINE + "/task/*/form",
            "GET " + ENGINE + "/task/*/form-variables",
            "GET " + ENGINE + "/task/*/rendered-form",
            "GET " + ENGINE + "/task/*/deployed-form",
            "GET " + ENGINE + "/task/*/identity-links",
            "GET " + ENGINE + "/task/*/comment",
            "POST " + ENGINE + "/task/*/claim",
            "POST " + ENGINE + "/task/*/unclaim",
            "POST " + ENGINE + "/task/*/submit-form",
            "GET,OPTIONS " + ENGINE + "/filter",
            "GET " + ENGINE + "/filter/count",
            "GET,OPTIONS " + ENGINE + "/filter/*",
            "GET,POST " + ENGINE + "/filter/*/list",
            "GET,POST " + ENGINE + "/filter/*/count",
            "GET " + ENGINE + "/process-instance/*",
            "GET " + ENGINE + "/process-definition",
            "GET " + ENGINE + "/process-definition/count",
            "GET " + ENGINE + "/process-definition/*",
            "GET " + ENGINE + "/process-definition/*/xml",
            "GET " + ENGINE + "/process-definition/*/startForm",
            "GET " + ENGINE + "/process-definition/*/rendered-form",
            "GET " + ENGINE + "/process-definition/*/deployed-start-form",
            "GET " + ENGINE + "/process-definition/*/form-variables",
            "POST " + ENGINE + "/process-definition/*/submit-form",
            "GET " + ENGINE + "/process-definition/key/*",
            "GET " + ENGINE + "/process-definition/key/*/xml",
            "GET " + ENGINE + "/process-definition/key/*/startForm",
            "GET " + ENGINE + "/process-definition/key/*/rendered-form",
            "GET " + ENGINE + "/process-definition/key/*/deployed-start-form",
            "GET " + ENGINE + "/process-definition/key/*/form-variables",
            "POST " + ENGINE + "/process-definition/key/*/submit-form",
            "GET " + ENGINE + "/history/user-operation",
            "GET " + ENGINE + "/history/user-operation/count",
            "GET " + ENGINE + "/authorization/check",
            "GET " + ENGINE + "/user/*/profile",
            "GET,POST " + ENGINE + "/group",
            "GET " + ENGINE + "/group/count",
            "GET,POST " + ENGINE + "/identity/password-policy",
            "GET " + ENGINE + "/version");

    /** Supervisors' and leaders' besides: reading, and queries that are posted because they are long. */
    static final AllowedCalls OF_READING_COCKPIT = of(
            "GET /cockpit/plugin/**",
            "POST /cockpit/plugin/base/default/process-definition/**",
            "POST /cockpit/plugin/base/default/process-instance/**",
            "POST /cockpit/plugin/base/default/incident/**",
            "GET " + ENGINE + "/process-definition/**",
            "GET " + ENGINE + "/process-instance/**",
            "GET " + ENGINE + "/task/**",
            "GET " + ENGINE + "/history/**",
            "GET " + ENGINE + "/incident/**",
            "GET " + ENGINE + "/job/**",
            "GET " + ENGINE + "/job-definition/**",
            "GET " + ENGINE + "/variable-instance/**",
            "GET " + ENGINE + "/execution/**",
            "GET " + ENGINE + "/external-task/**",
            "GET " + ENGINE + "/event-subscription/**",
            "GET " + ENGINE + "/decision-definition/**",
            "GET " + ENGINE + "/decision-requirements-definition/**",
            "GET " + ENGINE + "/case-definition/**",
            "GET " + ENGINE + "/deployment/**",
            "POST " + ENGINE + "/process-instance",
            "POST " + ENGINE + "/process-instance/count",
            "POST " + ENGINE + "/job",
            "POST " + ENGINE + "/job/count",
            "POST " + ENGINE + "/variable-instance",
            "POST " + ENGINE + "/variable-instance/count",
            "POST " + ENGINE + "/external-task",
            "POST " + ENGINE + "/external-task/count",
            "POST " + ENGINE + "/history/process-instance",
            "POST " + ENGINE + "/history/process-instance/count",
            "POST " + ENGINE + "/history/task",
            "POST " + ENGINE + "/history/task/count",
            "POST " + ENGINE + "/history/variable-instance",
            "POST " + ENGINE + "/history/variable-instance/count");

    record Call(Set<String> methods, Pattern path) {}

    boolean contain(String method, String path) {
        return calls.stream()
                .anyMatch(call -> call.methods().contains(method)
                        && call.path().matcher(path).matches());
    }

    private static AllowedCalls of(String... calls) {
        return new AllowedCalls(Stream.of(calls).map(AllowedCalls::call).toList());
    }

    private static Call call(String text) {
        String[] parts = text.split(" ");
        String path = parts[1].replace("/**", "(/.*)?").replaceAll("/\\*(?=/|$)", "/[^/]+");
        return new Call(Set.copyOf(Arrays.asList(parts[0].split(","))), Pattern.compile(path));
    }
}
