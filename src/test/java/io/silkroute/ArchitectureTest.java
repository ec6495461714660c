package io.silkroute;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** A package is a module: what it may know, how its classes are named, what none of them does. */
@AnalyzeClasses(packages = "io.silkroute", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.silkroute";

    /**
     * Which packages a package may know. A package within another stands for itself, below the one it is within: neither
     * is known by knowing the other. It is exact: a right that nobody uses is taken out again.
     */
    private static final Map<String, Set<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("access", Set.of()),
            Map.entry("activity", Set.of()),
            Map.entry("signin", Set.of("access", "activity", "connector.secret")),
            Map.entry("signin.oidc", Set.of("activity", "connector.secret", "signin")),
            Map.entry("door", Set.of("access")),
            Map.entry("sandbox", Set.of("sandbox.graphql", "sandbox.shop")),
            Map.entry("sandbox.graphql", Set.of()),
            Map.entry("sandbox.shop", Set.of("sandbox.graphql")),
            Map.entry("sandbox.metafield", Set.of("sandbox.graphql", "sandbox.shop", "sandbox.translation")),
            Map.entry("sandbox.translation", Set.of("sandbox.graphql", "sandbox.shop")),
            Map.entry(
                    "sandbox.catalogue",
                    Set.of(
                            "sandbox.event",
                            "sandbox.graphql",
                            "sandbox.inventory",
                            "sandbox.metafield",
                            "sandbox.redirect",
                            "sandbox.shop",
                            "sandbox.tag",
                            "sandbox.taxonomy",
                            "sandbox.translation")),
            Map.entry(
                    "sandbox.customer",
                    Set.of("sandbox.event", "sandbox.graphql", "sandbox.metafield", "sandbox.shop", "sandbox.tag")),
            Map.entry(
                    "sandbox.discount",
                    Set.of(
                            "sandbox.customer",
                            "sandbox.discount.term",
                            "sandbox.event",
                            "sandbox.graphql",
                            "sandbox.metafield",
                            "sandbox.shop",
                            "sandbox.tag")),
            Map.entry("sandbox.discount.term", Set.of()),
            Map.entry(
                    "sandbox.order",
                    Set.of(
                            "sandbox.catalogue",
                            "sandbox.customer",
                            "sandbox.discount",
                            "sandbox.graphql",
                            "sandbox.metafield",
                            "sandbox.shop",
                            "sandbox.tag")),
            Map.entry("sandbox.tag", Set.of("sandbox.graphql", "sandbox.shop")),
            Map.entry("sandbox.taxonomy", Set.of()),
            Map.entry("sandbox.picture", Set.of("sandbox.shop")),
            Map.entry("sandbox.redirect", Set.of("sandbox.graphql", "sandbox.shop")),
            Map.entry("sandbox.inventory", Set.of("sandbox.graphql", "sandbox.shop")),
            Map.entry("sandbox.pricelist", Set.of("sandbox.graphql", "sandbox.metafield", "sandbox.shop")),
            Map.entry("sandbox.bulk", Set.of("sandbox.graphql", "sandbox.shop")),
            Map.entry("sandbox.control", Set.of("sandbox.graphql", "sandbox.shop")),
            Map.entry("sandbox.webhook", Set.of("sandbox.graphql", "sandbox.shop")),
            Map.entry("campaign", Set.of("connector", "connector.config")),
            Map.entry("catalogue", Set.of("activity", "campaign", "connector", "connector.config", "tracing")),
            Map.entry(
                    "conflict",
                    Set.of(
                            "access",
                            "activity",
                            "catalogue",
                            "conflict.compared",
                            "connector",
                            "connector.config",
                            "export",
                            "export.edited",
                            "export.ledger",
                            "export.rehearsal",
                            "mapping",
                            "outbox",
                            "run",
                            "shopevent",
                            "shopify")),
            Map.entry(
                    "conflict.compared",
                    Set.of(
                            "catalogue",
                            "connector",
                            "connector.config",
                            "export.edited",
                            "export.ledger",
                            "shopevent",
                            "shopify")),
            Map.entry("connector", Set.of("activity", "connector.config", "connector.secret")),
            Map.entry("connector.config", Set.of("connector.secret")),
            Map.entry(
                    "connector.lifecycle",
                    Set.of("access", "activity", "connector", "connector.config", "connector.secret")),
            Map.entry("connector.secret", Set.of()),
            Map.entry(
                    "connection",
                    Set.of(
                            "activity",
                            "catalogue",
                            "connector",
                            "connector.config",
                            "connector.lifecycle",
                            "mapping",
                            "run",
                            "shopify",
                            "shopify.call")),
            Map.entry("disk", Set.of("access", "connector.secret")),
            Map.entry(
                    "inbound",
                    Set.of(
                            "access",
                            "activity",
                            "catalogue",
                            "connector",
                            "connector.secret",
                            "disk",
                            "door",
                            "inbound.file",
                            "inbound.item",
                            "inbound.receipt",
                            "source",
                            "source.table",
                            "tracing")),
            Map.entry(
                    "fetch",
                    Set.of(
                            "access",
                            "activity",
                            "connector",
                            "connector.config",
                            "connector.secret",
                            "disk",
                            "inbound",
                            "inbound.receipt",
                            "outbox",
                            "source")),
            Map.entry("fetch.akeneo", Set.of("connector.config", "fetch")),
            Map.entry("inbound.item", Set.of("campaign")),
            Map.entry("source", Set.of("disk", "mapping.read", "source.profile", "source.table", "source.value")),
            Map.entry("source.profile", Set.of("mapping.read", "source.table", "source.value")),
            Map.entry("source.table", Set.of()),
            Map.entry("source.value", Set.of()),
            Map.entry("inbound.receipt", Set.of("access", "activity", "catalogue", "connector")),
            Map.entry("omission", Set.of()),
            Map.entry("inbound.file", Set.of()),
            Map.entry(
                    "search",
                    Set.of("catalogue", "catalogue.changed", "connector", "disk", "export.ledger", "run", "shopify")),
            Map.entry(
                    "mirror",
                    Set.of(
                            "access",
                            "connector",
                            "connector.config",
                            "connector.secret",
                            "search",
                            "shopevent",
                            "shopify")),
            Map.entry(
                    "pull",
                    Set.of(
                            "access",
                            "activity",
                            "connector",
                            "connector.config",
                            "mirror",
                            "shopevent",
                            "shopify",
                            "shopify.bulk",
                            "webhook")),
            Map.entry(
                    "console.shop",
                    Set.of(
                            "access",
                            "connector",
                            "connector.config",
                            "console",
                            "imports",
                            "mirror",
                            "order",
                            "preview",
                            "pull",
                            "webhook")),
            Map.entry(
                    "imports",
                    Set.of(
                            "access",
                            "activity",
                            "connector",
                            "connector.config",
                            "order",
                            "outbox",
                            "pull",
                            "shopevent",
                            "shopify",
                            "shopify.bulk")),
            Map.entry("sandbox.event", Set.of("sandbox.graphql", "sandbox.shop")),
            Map.entry("catalogue.changed", Set.of("catalogue", "connector")),
            Map.entry(
                    "mapping",
                    Set.of("campaign", "catalogue", "connector.config", "mapping.read", "mapping.value", "omission")),
            Map.entry("mapping.read", Set.of("mapping.value")),
            Map.entry("mapping.taxonomy", Set.of()),
            Map.entry("mapping.value", Set.of("catalogue", "mapping.taxonomy", "omission")),
            Map.entry(
                    "run",
                    Set.of(
                            "access",
                            "activity",
                            "catalogue",
                            "connector",
                            "connector.config",
                            "omission",
                            "run.lease")),
            Map.entry(
                    "mail",
                    Set.of(
                            "activity",
                            "conflict",
                            "connector",
                            "connector.config",
                            "export.ledger",
                            "metrics",
                            "outbox",
                            "run")),
            Map.entry("metrics", Set.of("activity", "connector", "run")),
            Map.entry("run.lease", Set.of("connector")),
            Map.entry("run.budget", Set.of("connector", "run.lease")),
            Map.entry(
                    "notify",
                    Set.of(
                            "access",
                            "conflict",
                            "connector",
                            "connector.config",
                            "deadletter",
                            "disk",
                            "export.ledger",
                            "outbox",
                            "run",
                            "webhook")),
            Map.entry(
                    "run.stream",
                    Set.of(
                            "activity",
                            "catalogue",
                            "catalogue.changed",
                            "connector",
                            "connector.config",
                            "disk",
                            "outbox",
                            "run",
                            "run.lease",
                            "tracing")),
            Map.entry("shopify", Set.of("connector")),
            Map.entry("shopify.bulk", Set.of("connector", "shopify", "shopify.call")),
            Map.entry(
                    "shopify.call",
                    Set.of(
                            "activity",
                            "connector",
                            "connector.config",
                            "connector.secret",
                            "shopify",
                            "shopify.log",
                            "shopify.pacing",
                            "tracing")),
            Map.entry("shopify.log", Set.of("activity", "catalogue", "connector", "shopify")),
            Map.entry("shopify.pacing", Set.of("connector", "shopify")),
            Map.entry(
                    "export",
                    Set.of(
                            "activity",
                            "catalogue",
                            "catalogue.changed",
                            "connector",
                            "connector.config",
                            "export.definition",
                            "export.edited",
                            "export.ledger",
                            "mapping",
                            "mapping.value",
                            "export.pricelist",
                            "omission",
                            "run",
                            "run.lease",
                            "run.stream",
                            "shopify",
                            "shopify.bulk",
                            "shopify.call",
                            "tracing")),
            Map.entry("export.pricelist", Set.of("activity", "connector", "connector.config", "run.stream", "shopify")),
            Map.entry(
                    "pricelist",
                    Set.of("catalogue", "export", "export.followup", "export.ledger", "mapping", "shopify")),
            Map.entry(
                    "export.ledger",
                    Set.of("activity", "catalogue", "connector", "omission", "run", "run.stream", "shopify")),
            Map.entry("export.clearing", Set.of("export.ledger")),
            Map.entry("export.followup", Set.of("catalogue", "export", "export.ledger", "omission", "shopify")),
            Map.entry("export.definition", Set.of("connector", "mapping", "mapping.value", "shopify")),
            Map.entry(
                    "reference", Set.of("catalogue", "connector", "export", "export.ledger", "run.stream", "shopify")),
            Map.entry("export.edited", Set.of("catalogue", "connector", "export.ledger", "mapping", "shopify")),
            Map.entry(
                    "export.rehearsal",
                    Set.of(
                            "catalogue",
                            "connector",
                            "export",
                            "export.edited",
                            "export.ledger",
                            "export.pricelist",
                            "run",
                            "run.stream",
                            "shopify")),
            Map.entry(
                    "export.removal",
                    Set.of("catalogue", "connector.config", "export", "export.ledger", "run", "run.stream", "shopify")),
            Map.entry(
                    "product",
                    Set.of(
                            "activity",
                            "catalogue",
                            "conflict.compared",
                            "connector",
                            "connector.config",
                            "export",
                            "export.clearing",
                            "export.followup",
                            "export.edited",
                            "export.ledger",
                            "reference",
                            "mapping",
                            "omission",
                            "product.stock",
                            "run",
                            "run.stream",
                            "shopevent",
                            "shopify",
                            "shopify.bulk",
                            "shopify.call")),
            Map.entry(
                    "translation",
                    Set.of(
                            "activity",
                            "catalogue",
                            "connector",
                            "connector.config",
                            "export",
                            "export.followup",
                            "export.ledger",
                            "mapping",
                            "mapping.value",
                            "omission",
                            "run.stream",
                            "shopify")),
            Map.entry("product.stock", Set.of("catalogue", "connector", "export", "run.stream", "shopify")),
            Map.entry(
                    "discount",
                    Set.of(
                            "activity",
                            "campaign",
                            "catalogue",
                            "conflict.compared",
                            "connector",
                            "connector.config",
                            "discount.audience",
                            "export",
                            "export.edited",
                            "export.ledger",
                            "mapping",
                            "omission",
                            "outbox",
                            "run",
                            "run.stream",
                            "shopevent",
                            "shopify")),
            Map.entry(
                    "collection",
                    Set.of(
                            "catalogue",
                            "conflict.compared",
                            "connector",
                            "connector.config",
                            "export",
                            "export.clearing",
                            "export.followup",
                            "export.edited",
                            "export.ledger",
                            "reference",
                            "mapping",
                            "run",
                            "run.stream",
                            "shopevent",
                            "shopify")),
            Map.entry(
                    "preview",
                    Set.of(
                            "access",
                            "activity",
                            "catalogue",
                            "catalogue.changed",
                            "conflict",
                            "connector",
                            "connector.config",
                            "connector.lifecycle",
                            "export",
                            "export.ledger",
                            "export.rehearsal",
                            "fetch",
                            "inbound.receipt",
                            "mapping",
                            "omission",
                            "promotion",
                            "run",
                            "run.stream",
                            "shopify",
                            "shopify.log")),
            Map.entry(
                    "preview.dryrun",
                    Set.of(
                            "access",
                            "catalogue",
                            "conflict",
                            "conflict.compared",
                            "connector",
                            "connector.config",
                            "export",
                            "export.edited",
                            "export.ledger",
                            "export.rehearsal",
                            "export.removal",
                            "mapping",
                            "product",
                            "run",
                            "run.stream",
                            "shopify",
                            "shopify.bulk")),
            Map.entry(
                    "console",
                    Set.of(
                            "access",
                            "activity",
                            "catalogue",
                            "conflict",
                            "connection",
                            "connector",
                            "connector.config",
                            "deadletter",
                            "disk",
                            "export.ledger",
                            "guide",
                            "inbound",
                            "inbound.receipt",
                            "notify",
                            "omission",
                            "preview",
                            "run",
                            "search",
                            "signin",
                            "signin.oidc")),
            Map.entry(
                    "console.system",
                    Set.of("catalogue", "connector", "connector.config", "mail", "mapping", "mapping.read", "preview")),
            Map.entry(
                    "platform",
                    Set.of(
                            "access",
                            "connector.config",
                            "connector.lifecycle",
                            "door",
                            "signin",
                            "signin.oidc",
                            "tracing")),
            Map.entry(
                    "console.home",
                    Set.of(
                            "access",
                            "catalogue",
                            "connection",
                            "connector",
                            "connector.config",
                            "connector.lifecycle",
                            "console",
                            "deadletter",
                            "export.ledger",
                            "fetch",
                            "inbound",
                            "inbound.receipt",
                            "omission",
                            "preview",
                            "run")),
            Map.entry("console.delivery", Set.of("access", "connector", "console", "delivery", "preview")),
            Map.entry(
                    "console.source", Set.of("access", "connector", "connector.config", "console", "fetch", "preview")),
            Map.entry("console.live", Set.of("access", "connector", "preview")),
            Map.entry(
                    "console.runs",
                    Set.of(
                            "access",
                            "activity",
                            "connector",
                            "connector.config",
                            "console",
                            "export.ledger",
                            "metrics",
                            "omission",
                            "preview",
                            "preview.dryrun",
                            "run",
                            "run.budget")),
            Map.entry(
                    "promotion",
                    Set.of(
                            "access",
                            "activity",
                            "campaign",
                            "catalogue",
                            "conflict",
                            "connector",
                            "export.ledger",
                            "inbound",
                            "inbound.receipt",
                            "run",
                            "search",
                            "shopify")),
            Map.entry(
                    "promotion.job",
                    Set.of(
                            "access",
                            "activity",
                            "catalogue",
                            "connector",
                            "connector.config",
                            "export.ledger",
                            "inbound.receipt",
                            "outbox",
                            "promotion",
                            "run")),
            Map.entry(
                    "console.campaign",
                    Set.of(
                            "access",
                            "campaign",
                            "catalogue",
                            "connector",
                            "connector.config",
                            "console",
                            "preview",
                            "promotion",
                            "promotion.job")),
            Map.entry(
                    "usage",
                    Set.of(
                            "activity",
                            "campaign",
                            "catalogue",
                            "conflict.compared",
                            "connector",
                            "connector.config",
                            "order",
                            "outbox",
                            "promotion",
                            "run",
                            "run.lease",
                            "run.stream",
                            "shopevent",
                            "shopify",
                            "threshold")),
            Map.entry(
                    "discount.audience",
                    Set.of(
                            "catalogue",
                            "conflict.compared",
                            "connector",
                            "export",
                            "export.ledger",
                            "omission",
                            "run",
                            "shopify")),
            Map.entry(
                    "loyalty.ledger",
                    Set.of(
                            "activity",
                            "catalogue",
                            "connector",
                            "connector.config",
                            "connector.secret",
                            "order",
                            "search",
                            "shopify")),
            Map.entry(
                    "loyalty.tier",
                    Set.of("access", "activity", "connector", "connector.config", "loyalty.ledger", "order")),
            Map.entry(
                    "loyalty.customer",
                    Set.of(
                            "access",
                            "activity",
                            "connector",
                            "connector.config",
                            "loyalty.ledger",
                            "order",
                            "shopevent",
                            "shopify")),
            Map.entry(
                    "console.loyalty",
                    Set.of(
                            "access",
                            "connector",
                            "connector.config",
                            "console",
                            "loyalty.customer",
                            "loyalty.ledger",
                            "loyalty.tier",
                            "preview")),
            Map.entry("order", Set.of("connector", "shopify")),
            Map.entry(
                    "delivery",
                    Set.of("access", "activity", "connector", "connector.config", "connector.secret", "outbox")),
            Map.entry("tracing", Set.of()),
            Map.entry("threshold", Set.of("connector", "connector.config", "outbox", "promotion")),
            Map.entry("outbox", Set.of("access", "activity", "connector")),
            Map.entry("shopevent", Set.of("connector", "shopify")),
            Map.entry(
                    "webhook",
                    Set.of(
                            "access",
                            "activity",
                            "connector",
                            "connector.config",
                            "connector.lifecycle",
                            "connector.secret",
                            "disk",
                            "door",
                            "outbox",
                            "shopevent",
                            "shopify",
                            "shopify.bulk")),
            Map.entry("console.reference", Set.of()),
            Map.entry(
                    "console.settings",
                    Set.of(
                            "access",
                            "catalogue",
                            "connection",
                            "connector",
                            "connector.config",
                            "connector.lifecycle",
                            "console",
                            "loyalty.tier",
                            "delivery",
                            "export.ledger",
                            "guide",
                            "inbound",
                            "outbox",
                            "preview",
                            "run")),
            Map.entry(
                    "guide",
                    Set.of(
                            "catalogue",
                            "connection",
                            "connector",
                            "connector.config",
                            "export.ledger",
                            "inbound",
                            "run",
                            "shopify")),
            Map.entry("deadletter", Set.of("access", "activity", "connector")));

    @ArchTest
    static void a_package_knows_those_of_the_table_and_no_other(JavaClasses classes) {
        Map<String, Set<String>> known = new TreeMap<>();
        for (JavaClass one : classes) {
            String own = module(one);
            if (!own.isEmpty()) {
                known.computeIfAbsent(own, any -> new TreeSet<>())
                        .addAll(one.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                                .filter(target -> target.getPackageName().startsWith(ROOT + "."))
                                .map(ArchitectureTest::module)
                                .filter(other -> !other.equals(own))
                                .toList());
            }
        }
        assertThat(known).isEqualTo(new TreeMap<>(MAY_KNOW));
    }

    private static String module(JavaClass one) {
        String name = one.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_within_packages_are_free_of_cycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    /** From here on a package is split by feature. */
    private static final int MAX_TYPES = 30;

    @ArchTest
    static void a_package_can_be_looked_over(JavaClasses classes) {
        Map<String, Long> types = classes.stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(ArchitectureTest::module, TreeMap::new, Collectors.counting()));
        types.values().removeIf(count -> count < MAX_TYPES);
        assertThat(types).as("packages of %s types or more", MAX_TYPES).isEmpty();
    }

    /** So that a name says which type is meant. The sandbox, which knows none of ours, has names of its own. */
    @ArchTest
    static void a_simple_name_is_unique(JavaClasses classes) {
        Map<String, Set<String>> places = new TreeMap<>();
        classes.stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .filter(not(resideInAPackage(ROOT + ".sandbox..")))
                .forEach(one -> places.computeIfAbsent(one.getSimpleName(), name -> new TreeSet<>())
                        .add(module(one)));
        places.values().removeIf(modules -> modules.size() == 1);
        assertThat(places).as("names that several types have").isEmpty();
    }

    @ArchTest
    static final ArchRule the_platform_is_seen_by_none = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".platform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".platform..");

    @ArchTest
    static final ArchRule the_sandbox_uses_nothing_of_ours = noClasses()
            .that()
            .resideInAPackage(ROOT + ".sandbox..")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackage(ROOT + ".sandbox..")));

    @ArchTest
    static final ArchRule the_sandbox_is_known_to_the_start_alone = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".sandbox..", ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".sandbox..");

    @ArchTest
    static final ArchRule the_console_never_talks_to_shopify_itself = noClasses()
            .that()
            .resideInAPackage(ROOT + ".console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".shopify..", "org.apache.camel..", "org.apache.hc..", "java.net.http..");

    @ArchTest
    static final ArchRule the_way_of_an_item_names_no_type_of_items = noClasses()
            .that()
            .resideInAPackage(ROOT + ".export..")
            .should()
            .accessFieldWhere(describe(
                    "it is a type of items",
                    access -> access.getTargetOwner().getName().equals(ROOT + ".catalogue.ItemType")))
            .because("an exporter brings its type along");

    @ArchTest
    static final ArchRule a_call_to_a_shop_leaves_through_the_gateway = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + ".shopify..",
                    ROOT + ".signin.oidc",
                    ROOT + ".delivery",
                    ROOT + ".fetch..") // which call no shop
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..", "org.springframework.web.client..");

    @ArchTest
    static void every_package_says_what_it_is_and_knows_null(JavaClasses classes) {
        Set<String> unmarked = packages(classes)
                .filter(one -> !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
    }

    private static java.util.stream.Stream<JavaPackage> packages(JavaClasses classes) {
        return classes.stream().map(JavaClass::getPackage).distinct();
    }

    @ArchTest
    static final ArchRule packages_are_named_by_the_domain = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..helper..", "..impl..", "..dto..", "..service..");

    @ArchTest
    static final ArchRule classes_are_named_by_what_they_are = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Handler|Processor|Impl|Util|Utils|Helper|Dto|DTO|Service)(\\$.*)?");

    @ArchTest
    static final ArchRule nothing_is_injected_into_fields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule nothing_logs_past_slf4j = noClasses()
            .that()
            .haveNameNotMatching(
                    Pattern.quote(ROOT + ".disk.FailedWrites") + "(\\$.*)?") // listens to the database's own
            .should(USE_JAVA_UTIL_LOGGING);

    @ArchTest
    static final ArchRule nothing_writes_to_the_standard_streams = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".mapping.MappingCheck") // a command, whose answer it prints
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".source.SourceCheck") // the same command's part for profiles
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".JdkNotices") // keeps others from writing there
            .should(ACCESS_STANDARD_STREAMS);

    /** The platform makes the clock; the sandbox, which uses nothing of ours, makes its own in its configuration. */
    private static final DescribedPredicate<JavaClass> WHOEVER_MAKES_A_CLOCK = resideInAPackage(ROOT + ".platform..")
            .or(belongToAnyOf(clockOfTheSandbox()))
            .as("make a clock");

    private static Class<?> clockOfTheSandbox() {
        try {
            return Class.forName(ROOT + ".sandbox.SandboxConfiguration");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ArchTest
    static final ArchRule time_comes_from_the_injected_clock = noClasses()
            .that(not(WHOEVER_MAKES_A_CLOCK))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(java.util.Date.class);

    @ArchTest
    static final ArchRule stores_stand_in_the_package_of_their_feature = classes()
            .that()
            .haveSimpleNameStartingWith("Jdbc")
            .should()
            .bePackagePrivate()
            .because("a feature's store is reached through the feature");

    @ArchTest
    static void the_table_names_every_package(JavaClasses classes) {
        List<String> packages = packages(classes)
                .map(JavaPackage::getName)
                .filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1))
                .toList();
        assertThat(packages).containsExactlyInAnyOrderElementsOf(MAY_KNOW.keySet());
    }

    @ArchTest
    static void the_document_has_the_same_table(JavaClasses classes) throws IOException {
        StringBuilder table = new StringBuilder("| package | is | may know |\n|---|---|---|");
        for (Map.Entry<String, Set<String>> row : new TreeMap<>(MAY_KNOW).entrySet()) {
            String may =
                    row.getValue().isEmpty() ? "nothing of ours" : String.join(", ", new TreeSet<>(row.getValue()));
            table.append("\n| `%s` | %s | %s |".formatted(row.getKey(), firstSentence(row.getKey()), may));
        }
        new DrawnPart(Path.of("docs/architecture.md"), "packages").isSameAs(table.toString());
    }

    private static String firstSentence(String module) throws IOException {
        String page =
                Files.readString(Path.of("src/main/java/io/silkroute", module.replace('.', '/'), "package-info.java"));
        Matcher sentence =
                Pattern.compile("/\\*\\*[\\s*]+(.+?)\\.(\\s|$)", Pattern.DOTALL).matcher(page);
        assertThat(sentence.find()).as(module).isTrue();
        return sentence.group(1).replaceAll("\\s*\n \\* ", " ");
    }
}
