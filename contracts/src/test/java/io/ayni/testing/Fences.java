package io.ayni.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fences between a module's cores and its technology, as rules that every module checks of itself. A <em>leaf</em>
 * is a package, at any depth below the root, that is named after a technology or wires things together; everything else
 * below the root is a core.
 *
 * <pre>{@code
 * @Test
 * void coresStayInsideTheirFences() {
 *     Fences.check("io.ayni.tracker", Fences.LEAVES);
 * }
 * }</pre>
 */
public final class Fences {
    /** The usual names of leaves. */
    public static final List<String> LEAVES =
            List.of("grpc", "kafka", "postgres", "http", "vertx", "cli", "config", "wiring", "file", "metrics");

    /** Roots of the modules that never import each other. */
    public static final List<String> SERVICES =
            List.of("io.ayni.tracker", "io.ayni.ledger", "io.ayni.gateway", "io.ayni.agent");

    /** Messages and stubs generated from the protos live below the same names as the services. */
    private static final String GENERATED = "io.ayni.*.v1..";

    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "io.grpc..",
        "com.google.protobuf..",
        "org.apache.kafka..",
        "java.sql..",
        "javax.sql..",
        "io.agroal..",
        "org.postgresql..",
        "org.flywaydb..",
        "io.vertx..",
        "io.netty..",
        "io.smallrye..",
        "jakarta..",
        "org.eclipse.microprofile..",
        "io.micrometer..",
        "io.opentelemetry..",
        "com.fasterxml.jackson..",
        "picocli..",
        "me.tongfei.."
    };

    private static final Map<String, Set<String>> CLOCKS = Map.of(
            "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
            "java.time.Clock", Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds"),
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDate", Set.of("now"),
            "java.time.LocalDateTime", Set.of("now"),
            "java.time.OffsetDateTime", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"),
            "java.time.Year", Set.of("now"),
            "java.util.Date", Set.of("<init>"),
            "java.util.Calendar", Set.of("getInstance"));

    private static final Map<String, Set<String>> DICE = Map.of(
            "java.lang.Math", Set.of("random"),
            "java.util.Random", Set.of("<init>"),
            "java.util.SplittableRandom", Set.of("<init>"),
            "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
            "java.util.random.RandomGenerator", Set.of("of", "getDefault"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.security.SecureRandom", Set.of("<init>", "getInstance", "getInstanceStrong"));

    private Fences() {}

    /** Checks all fences of the classes below the root that are no tests. */
    public static void check(String root, List<String> leaves) {
        JavaClasses classes = mainClasses(root);
        all(root, leaves).forEach(rule -> rule.check(classes));
    }

    /** The compiled classes below the root that are no tests and come from no jar. */
    public static JavaClasses mainClasses(String root) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages(root);
    }

    /** Every rule of this class. */
    public static List<ArchRule> all(String root, List<String> leaves) {
        return List.of(
                coresAreFreeOfFrameworks(root, leaves),
                coresReadNoClock(root, leaves),
                coresDrawNoRandomness(root, leaves),
                servicesStayApart(root));
    }

    /** Cores use plain Java and the contracts only. */
    public static ArchRule coresAreFreeOfFrameworks(String root, List<String> leaves) {
        return cores(root, leaves)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .because("a core runs in the service, in the simulator and in tests alike")
                .allowEmptyShould(true);
    }

    /** Cores are told the time. */
    public static ArchRule coresReadNoClock(String root, List<String> leaves) {
        return cores(root, leaves)
                .should()
                .accessTargetWhere(targets("read a clock", CLOCKS))
                .because("time is passed in")
                .allowEmptyShould(true);
    }

    /** Cores are given their randomness, the generator or the drawn value. */
    public static ArchRule coresDrawNoRandomness(String root, List<String> leaves) {
        return cores(root, leaves)
                .should()
                .accessTargetWhere(targets("draw randomness of their own", DICE).or(shufflesAlone()))
                .because("randomness is passed in")
                .allowEmptyShould(true);
    }

    /** A service knows the contracts of another one, never its classes. */
    public static ArchRule servicesStayApart(String root) {
        String[] others = SERVICES.stream()
                .filter(service -> !service.equals(root))
                .map(service -> service + "..")
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> classesOfOthers = JavaClass.Predicates.resideInAnyPackage(others)
                .and(JavaClass.Predicates.resideOutsideOfPackage(GENERATED));
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .dependOnClassesThat(classesOfOthers)
                .because("services share the contracts and nothing else")
                .allowEmptyShould(true);
    }

    private static GivenClassesConjunction cores(String root, List<String> leaves) {
        String[] outside = Stream.concat(Stream.of(GENERATED), leaves.stream().map(leaf -> root + ".." + leaf + ".."))
                .toArray(String[]::new);
        return noClasses().that().resideInAPackage(root + "..").and().resideOutsideOfPackages(outside);
    }

    private static DescribedPredicate<JavaAccess<?>> targets(String description, Map<String, Set<String>> members) {
        return DescribedPredicate.describe(description, access -> members.getOrDefault(
                        access.getTargetOwner().getName(), Set.of())
                .contains(access.getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> shufflesAlone() {
        return DescribedPredicate.describe(
                "shuffle with a generator of their own",
                access -> access.getTarget().getFullName().equals("java.util.Collections.shuffle(java.util.List)"));
    }
}
