package cn.leiting.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.junit.jupiter.api.Test;

/** Whatever the engine writes into its log of operations has a Chinese name. */
class OperationsTests {

    @Test
    void everyOperationOnEveryThingIsToldInChinese() {
        List<String> operations = constants(UserOperationLogEntry.class, "OPERATION_TYPE_");
        List<String> things = constants(EntityTypes.class, "");
        assertThat(operations).hasSizeGreaterThan(40).contains("Claim", "SetVariables");
        assertThat(things).hasSizeGreaterThan(30).contains("Task", "Group membership");

        for (String operation : operations) {
            for (String thing : things) {
                assertThat(Operations.label(operation, thing)).doesNotContainPattern("[A-Za-z]");
            }
        }
    }

    private static List<String> constants(Class<?> of, String prefix) {
        return Arrays.stream(of.getFields())
                .filter(field ->
                        field.getType() == String.class && field.getName().startsWith(prefix))
                .map(OperationsTests::value)
                .toList();
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
