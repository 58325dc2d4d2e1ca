package cn.leiting;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Controller;

/** What holds in every room (design, sections 1 and 3; style). */
@AnalyzeClasses(packages = "cn.leiting", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule onlyTheRoomsAroundItKnowTheEngine = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "cn.leiting.engine",
                    "cn.leiting.process",
                    "cn.leiting.handling",
                    "cn.leiting.review",
                    "cn.leiting.access",
                    "cn.leiting.trial",
                    "cn.leiting.witness",
                    "cn.leiting.site")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule nobodyKnowsTheWayIn = noClasses()
            .that()
            .resideOutsideOfPackage("cn.leiting.site")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cn.leiting.site");

    @ArchTest
    static final ArchRule noRoomKnowsTheProcessesButTheWayIn = noClasses()
            .that()
            .resideOutsideOfPackages("cn.leiting.process", "cn.leiting.site")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cn.leiting.process");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .accessTargetWhere(describe("asks the machine for the time", ArchitectureTests::asksTheMachineForTheTime));

    @ArchTest
    static final ArchRule theClockIsMadeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("cn.leiting.calendar")
            .should()
            .accessTargetWhere(describe(
                    "makes a clock",
                    access -> access.getTargetOwner().isEquivalentTo(Clock.class)
                            && access.getName().startsWith("system")));

    @ArchTest
    static final ArchRule noFieldInjection = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule nothingIsPrinted = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule pagesBelongToTheirRoom = classes()
            .that()
            .areMetaAnnotatedWith(Controller.class)
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesAreNounsOfTheField = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Dto");

    @ArchTest
    static final ArchRule nothingIsSet = noMethods()
            .that()
            .areDeclaredInClassesThat(resideInAnyPackage("cn.leiting.."))
            .should()
            .haveNameMatching("set[A-Z].*");

    @ArchTest
    static final ArchRule modelsCallExpressionsNotDelegates =
            noClasses().should().dependOnClassesThat(named("org.camunda.bpm.engine.delegate.JavaDelegate"));

    /** Without an argument, or in a zone of its own choice: only {@code now(clock)} is the bureau's time. */
    private static boolean asksTheMachineForTheTime(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        JavaClass owner = target.getOwner();
        boolean givenTheClock =
                target.getRawParameterTypes().stream().anyMatch(parameter -> parameter.isEquivalentTo(Clock.class));

        return switch (target.getName()) {
            case "now" -> owner.getPackageName().startsWith("java.time") && !givenTheClock;
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "<init>" ->
                Set.of("java.util.Date", "java.util.GregorianCalendar").contains(owner.getName())
                        && target.getRawParameterTypes().isEmpty();
            case "getInstance" -> owner.isEquivalentTo(java.util.Calendar.class);
            default -> false;
        };
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return describe(name, type -> type.getName().equals(name));
    }
}
