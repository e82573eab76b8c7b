package io.kontor.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Whoever doubts an office runs the checks without it: they need Java and a reader of JSON, nothing of Kontor and no Spring. */
class VerifyRoomTest {
    private static final JavaClasses ROOM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.kontor.verify");

    @Test
    void it_needs_java_and_a_reader_of_json_only() {
        classes()
                .that()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.kontor.verify",
                        "java.lang..",
                        "java.util..",
                        "java.io",
                        "java.nio..",
                        "java.time..",
                        "java.security..",
                        "javax.crypto..",
                        "tools.jackson.core..",
                        "org.jspecify.annotations")
                .check(ROOM);
    }

    @Test
    void nothing_in_it_reaches_a_network_a_database_or_a_clock() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.sql..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(ROOM);
    }
}
