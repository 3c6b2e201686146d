package dev.http2bin;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.http2bin.(**)").should().beFreeOfCycles().check(MAIN);
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
