package dev.http2bin.bin.content;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the content of answers may know. */
@AnalyzeClasses(packages = "dev.http2bin.bin.content", importOptions = DoNotIncludeTests.class)
class ContentDependenciesTest {

    @ArchTest
    static final ArchRule CONTENT_KNOWS_NEITHER_SERVLETS_NOR_UNDERTOW = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "io.undertow..", "org.xnio..", "dev.http2bin.bin.web..");
}
