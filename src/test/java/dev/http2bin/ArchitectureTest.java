package dev.http2bin;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
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
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;

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
    void hpackDependsOnTheJdkAlone() {
        dependsOnTheJdkAlone("hpack");
    }

    @Test
    void frameDependsOnTheJdkAlone() {
        dependsOnTheJdkAlone("frame");
    }

    @Test
    void syntaxDependsOnTheJdkAlone() {
        dependsOnTheJdkAlone("syntax");
    }

    /** The protocol could serve another application; its listeners and its HTTP/1.1 still answer with this one's problems. */
    @Test
    void theProtocolKnowsNothingOfTheService() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ours("syntax", "frame", "hpack", "gate", "ledger", "exchange", "metrics", "tls", "settings"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ours("content", "stream", "web", "operate"))
                .check(MAIN);
    }

    @Test
    void theCoreKnowsNothingOfEndpoints() {
        noClasses()
                .that()
                .resideInAnyPackage(ours("frame", "hpack", "gate", "ledger", "metrics"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ours("exchange"))
                .check(MAIN);
    }

    private static String[] ours(String... packages) {
        return Stream.of(packages).map(name -> "dev.http2bin." + name + "..").toArray(String[]::new);
    }

    @Test
    void onlyListenerGateHttp1AndStreamKnowUndertow() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.http2bin.listener..",
                        "dev.http2bin.gate..",
                        "dev.http2bin.http1..",
                        "dev.http2bin.stream..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio..")
                .check(MAIN);
    }

    /** What they are does not depend on a setting, so {@link GeneratedStart} may be used with any of ours. */
    @Test
    void noBeanHasACondition() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Condition.class)
                .check(MAIN);
        noClasses()
                .that()
                .doNotBelongToAnyOf(Http2binApplication.class) // which names what it leaves out
                .should()
                .dependOnClassesThat()
                .areMetaAnnotatedWith(Conditional.class)
                .check(MAIN);
    }

    /** {@link UnusedBeans} takes away what would look for such methods, at each start in every bean. */
    @Test
    void noMethodIsAnEventListener() {
        noMethods().should().beMetaAnnotatedWith(EventListener.class).check(MAIN);
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

    private static void dependsOnTheJdkAlone(String name) {
        String ours = "dev.http2bin." + name + "..";
        classes()
                .that()
                .resideInAPackage(ours)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax..", "org.jspecify..", ours))
                .allowEmptyShould(true)
                .check(MAIN);
    }
}
