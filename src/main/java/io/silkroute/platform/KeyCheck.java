package io.silkroute.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Refuses to start with a key under {@code silkroute} that nothing reads: a misspelt key would otherwise be silently
 * without effect. Environment variables are not judged, since platforms add some of their own that begin alike.
 */
@Component
class KeyCheck implements BeanFactoryPostProcessor {

    private static final String PREFIX = "silkroute.";
    private static final Pattern IN_A_ROUTE = Pattern.compile("\\{\\{\\??(silkroute\\.[a-zA-Z0-9.-]+)");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        ConfigurableEnvironment environment = beans.getBean(ConfigurableEnvironment.class);
        KnownKeys known = known(environment);
        Map<String, String> unknown = new LinkedHashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named
                    && !source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
                for (String key : named.getPropertyNames()) {
                    if (key.startsWith(PREFIX) && !known.knows(key)) {
                        unknown.putIfAbsent(key, sentence(key, named, known));
                    }
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnknownKeys(List.copyOf(unknown.values()));
        }
    }

    private static KnownKeys known(ConfigurableEnvironment environment) {
        KnownKeys known = new KnownKeys();
        // by the classes and not by the beans: a feature that is switched off keeps its keys
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        for (BeanDefinition found : scan.findCandidateComponents("io.silkroute")) {
            Class<?> type = ClassUtils.resolveClassName(
                    String.valueOf(found.getBeanClassName()), KeyCheck.class.getClassLoader());
            ConfigurationProperties settings = AnnotationUtils.findAnnotation(type, ConfigurationProperties.class);
            if (settings != null) {
                known.add(String.valueOf(AnnotationUtils.getValue(settings, "prefix")), type);
            }
        }
        known.add(ofRoutes(environment));
        return known;
    }

    /** What the route files ask for, so that a route of the operator's own may have keys of its own. */
    private static Set<String> ofRoutes(ConfigurableEnvironment environment) {
        Set<String> keys = new TreeSet<>();
        ResourceLoader loader = new DefaultResourceLoader();
        for (String address : environment.getProperty(RouteFiles.PATTERN, "").split(",")) {
            Resource file = loader.getResource(address.strip());
            if (!address.contains("*") && !address.isBlank() && file.exists()) {
                try {
                    Matcher matcher = IN_A_ROUTE.matcher(file.getContentAsString(StandardCharsets.UTF_8));
                    while (matcher.find()) {
                        keys.add(matcher.group(1));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException("the route file " + address + " cannot be read", e);
                }
            }
        }
        return keys;
    }

    private static String sentence(String key, EnumerablePropertySource<?> source, KnownKeys known) {
        Origin origin = OriginLookup.getOrigin(source, key);
        return key
                + " is not a key of Silkroute"
                + (origin == null ? "" : " (" + origin + ")")
                + "."
                + known.nearest(key).map(near -> " Did you mean " + near + "?").orElse("");
    }
}
