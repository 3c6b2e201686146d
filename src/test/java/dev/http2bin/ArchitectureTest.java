package dev.http2bin;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the code, as docs/architecture.md draws it. */
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.http2bin");
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.http2bin");

    private static final String HTTP2 = "dev.http2bin.http2.";

    /** The classes of {@code http2} that depend on each other today. This list may only shrink. */
    private static final Set<Set<String>> CYCLES = Set.of(
            Set.of("gate.GateConnection", "gate.GateSink", "gate.GateSource"),
            Set.of("gate.MemoryBound", "gate.MemoryShare"),
            Set.of(
                    "ledger.ClosedStream",
                    "ledger.Connection",
                    "ledger.ConnectionView",
                    "ledger.HpackView",
                    "ledger.StreamTable"));

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.http2bin.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void classesOfTheProtocolHaveNoOtherCyclesThanThese() {
        Map<String, Set<String>> uses = uses();
        Map<String, Set<String>> reached = new HashMap<>();
        uses.keySet().forEach(type -> reached.put(type, reached(type, uses)));

        Set<Set<String>> cycles = reached.entrySet().stream()
                .map(from -> from.getValue().stream()
                        .filter(to -> reached.getOrDefault(to, Set.of()).contains(from.getKey()))
                        .collect(toSet()))
                .filter(cycle -> cycle.size() > 1)
                .collect(toSet());

        assertThat(cycles).containsExactlyInAnyOrderElementsOf(CYCLES);
    }

    /** The classes of {@code http2} that each of them uses. A nested class counts as its outermost one. */
    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new HashMap<>();
        for (JavaClass type : MAIN) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass used = dependency.getTargetClass().getBaseComponentType();
                if (type.getName().startsWith(HTTP2) && used.getName().startsWith(HTTP2)) {
                    uses.computeIfAbsent(outermost(type), name -> new HashSet<>())
                            .add(outermost(used));
                }
            }
        }
        return uses;
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(HTTP2.length());
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /** The classes that a class uses, directly or through others. */
    private static Set<String> reached(String type, Map<String, Set<String>> uses) {
        Set<String> reached = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(type));
        while (!left.isEmpty()) {
            for (String used : uses.getOrDefault(left.remove(), Set.of())) {
                if (reached.add(used)) {
                    left.add(used);
                }
            }
        }
        return reached;
    }

    @Test
    void theProtocolKnowsNothingOfTheService() {
        noClasses()
                .that()
                .resideInAPackage("dev.http2bin.http2..")
                .should()
                .dependOnClassesThat(describe(
                        "are of the service",
                        type -> type.getPackageName().startsWith("dev.http2bin")
                                && !type.getPackageName().startsWith("dev.http2bin.http2")))
                .check(MAIN);
    }

    @Test
    void theCoreKnowsNothingOfEndpoints() {
        noClasses()
                .that()
                .resideInAnyPackage(http2("frame", "hpack", "gate", "ledger", "metrics"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(http2("exchange"))
                .check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frame", "hpack", "syntax", "buffer"})
    void thesePackagesDependOnTheJdkAlone(String name) {
        classes()
                .that()
                .resideInAnyPackage(http2(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax..", "org.jspecify..", http2(name)[0]))
                .check(MAIN);
    }

    private static String[] http2(String... packages) {
        return Stream.of(packages)
                .map(name -> "dev.http2bin.http2." + name + "..")
                .toArray(String[]::new);
    }

    @Test
    void onlyTheseKnowUndertow() {
        noClasses()
                .that()
                .resideOutsideOfPackages(Stream.concat(
                                Stream.of(http2("undertow", "listener", "gate", "http1")),
                                Stream.of("dev.http2bin.bin.stream.."))
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(ALL.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allSatisfy(named -> assertThat(named.isAnnotatedWith(NullMarked.class))
                        .as(named.getName())
                        .isTrue());
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper)").check(ALL);
    }

    @Test
    void nothingLogsPastSlf4j() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MAIN);
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
    }
}
