package io.mingcha;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.NullMarked;

/** How the house is built: docs/architecture.md, as rules. */
@AnalyzeClasses(packages = "io.mingcha", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    private static final String[] MODULES = {
        "settings",
        "flows",
        "store",
        "certs",
        "proxy",
        "onboarding",
        "gateway",
        "analyzer",
        "sessions",
        "reports",
        "cli",
        "testkit"
    };

    @ArchTest
    static final ArchRule each_module_knows_only_those_it_may_know = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("settings")
            .definedBy("io.mingcha.settings..")
            .layer("flows")
            .definedBy("io.mingcha.flows..")
            .layer("store")
            .definedBy("io.mingcha.store..")
            .layer("certs")
            .definedBy("io.mingcha.certs..")
            .layer("proxy")
            .definedBy("io.mingcha.proxy..")
            .layer("onboarding")
            .definedBy("io.mingcha.onboarding..")
            .layer("gateway")
            .definedBy("io.mingcha.gateway..")
            .layer("analyzer")
            .definedBy("io.mingcha.analyzer..")
            .layer("sessions")
            .definedBy("io.mingcha.sessions..")
            .layer("reports")
            .definedBy("io.mingcha.reports..")
            .layer("cli")
            .definedBy("io.mingcha.cli..")
            .layer("testkit")
            .definedBy("io.mingcha.testkit..")
            .whereLayer("settings")
            .mayNotAccessAnyLayer()
            .whereLayer("flows")
            .mayOnlyAccessLayers("settings")
            .whereLayer("store")
            .mayOnlyAccessLayers("flows", "settings")
            .whereLayer("certs")
            .mayOnlyAccessLayers("settings")
            .whereLayer("proxy")
            .mayOnlyAccessLayers("flows", "certs", "settings")
            .whereLayer("onboarding")
            .mayOnlyAccessLayers("proxy", "certs", "flows", "settings")
            .whereLayer("gateway")
            .mayOnlyAccessLayers("settings")
            .whereLayer("analyzer")
            .mayOnlyAccessLayers("flows", "settings")
            .whereLayer("sessions")
            .mayOnlyAccessLayers("flows", "settings")
            .whereLayer("reports")
            .mayOnlyAccessLayers("analyzer", "flows", "settings")
            .whereLayer("testkit")
            .mayOnlyAccessLayers("certs", "flows")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.mingcha.(**)").should().beFreeOfCycles();

    /** But for what memory does not hold. */
    @ArchTest
    static final ArchRule the_analyzer_does_no_input_or_output = noClasses()
            .that()
            .resideInAPackage("io.mingcha.analyzer..")
            .and()
            .doNotHaveFullyQualifiedName("io.mingcha.analyzer.exposure.SpillFile")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.nio.file..", "java.nio.channels..", "java.sql..", "java.net.http..", "javax.net..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*|java\\.net\\..*(Socket|Connection).*")
            .orShould()
            .callMethod(InetAddress.class, "getByName", String.class)
            .orShould()
            .callMethod(InetAddress.class, "getAllByName", String.class)
            .orShould()
            .callMethod(InetAddress.class, "getHostName")
            .orShould()
            .callMethod(InetAddress.class, "getCanonicalHostName");

    @ArchTest
    static final ArchRule the_vocabulary_knows_neither_network_nor_database = noClasses()
            .that()
            .resideInAnyPackage("io.mingcha.flows..", "io.mingcha.settings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.sql..", "org.h2..", "org.jdbi..");

    @ArchTest
    static final ArchRule little_proxy_is_used_at_the_front_only = noClasses()
            .that()
            .resideOutsideOfPackage("io.mingcha.proxy.front..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.littleshoot..");

    /** The two classes of {@code impl} are the entry that LittleProxy documents. */
    @ArchTest
    static final ArchRule little_proxy_is_used_through_its_public_face = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("org.littleshoot.proxy.impl..")
                    .and(not(simpleName("DefaultHttpProxyServer")))
                    .and(not(simpleName("ThreadPoolConfiguration"))));

    @ArchTest
    static final ArchRule names_say_what_a_thing_is = classes()
            .that(not(assignableTo(KeyManager.class)).and(not(assignableTo(TrustManager.class))))
            .should()
            .haveNameNotMatching(".*(Utils?|Helper|Manager|Impl)");

    @ArchTest
    static final ArchRule no_package_is_a_drawer_for_everything = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..base..", "..misc..", "..helper..", "..impl..");

    @ArchTest
    static void every_package_says_what_lives_there(JavaClasses classes) {
        JavaPackage root = classes.getPackage("io.mingcha");
        List<JavaPackage> inhabited = root.getSubpackagesInTree().stream()
                .filter(p -> !p.getClasses().isEmpty())
                .toList();

        assertThat(inhabited).hasSizeGreaterThan(MODULES.length);
        assertThat(inhabited)
                .allSatisfy(
                        p -> assertThat(p.tryGetPackageInfo()).as(p.getName()).isPresent())
                .as("nullness is checked in every package")
                .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class))
                        .as(p.getName())
                        .isTrue());
    }

    @ArchTest
    static void the_rules_see_the_whole_house(JavaClasses classes) {
        for (String module : MODULES) {
            assertThat(classes.containPackage("io.mingcha." + module))
                    .as(module)
                    .isTrue();
        }
    }
}
