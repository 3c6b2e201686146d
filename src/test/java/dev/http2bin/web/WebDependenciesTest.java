package dev.http2bin.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the controllers may know. */
@AnalyzeClasses(packages = "dev.http2bin.web", importOptions = DoNotIncludeTests.class)
class WebDependenciesTest {

    @ArchTest
    static final ArchRule CONTROLLERS_KNOW_NOTHING_OF_UNDERTOW =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching("dev.http2bin.web.(*)..").should().beFreeOfCycles();
}
