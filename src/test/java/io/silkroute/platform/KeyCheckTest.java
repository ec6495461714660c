package io.silkroute.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

class KeyCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "silkroute.data",
                "silkroute.connectors.demo.batch-size",
                "silkroute.connectors.demo.batchSize",
                "silkroute.connectors.my-shop.export.tags[3]",
                "silkroute.connectors.demo.trigger.schedule",
                "silkroute.connectors.demo.shop.access-token",
                "silkroute.users[0].name",
                "silkroute.admin-password",
                "silkroute.activity.keep"
            })
    void knows(String key) {
        check(new MapPropertySource("test", Map.of(key, "x")));
    }

    @ParameterizedTest
    @CsvSource({
        "silkroute.dat, silkroute.data",
        "silkroute.connectors.demo.bach-size, silkroute.connectors.demo.batch-size",
        "silkroute.connectors.demo.shop.acess-token, silkroute.connectors.demo.shop.access-token",
        "silkroute.user[0].name, silkroute.users.name"
    })
    void refuses_and_says_what_was_meant(String key, String meant) {
        assertThatThrownBy(() -> check(new MapPropertySource("test", Map.of(key, "x"))))
                .isInstanceOf(UnknownKeys.class)
                .hasMessage(key + " is not a key of Silkroute. Did you mean " + meant + "?");
    }

    @Test
    void the_delivered_files_hold_known_keys_only() throws Exception {
        for (String file : List.of("application.yaml", "src/main/resources/application.yaml")) {
            for (PropertySource<?> source :
                    new YamlPropertySourceLoader().load(file, new FileSystemResource(Path.of(file)))) {
                check(source);
            }
        }
    }

    @Test
    void every_key_that_the_code_reads_is_known() throws Exception {
        Pattern read = Pattern.compile("\\$\\{(silkroute\\.[a-z.-]+)");
        TreeSet<String> keys = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher matcher = read.matcher(Files.readString(source));
                while (matcher.find()) {
                    keys.add(matcher.group(1));
                }
            }
        }
        assertThat(keys).contains("silkroute.data");
        keys.forEach(this::knows);
    }

    private static void check(PropertySource<?> source) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.getEnvironment().getPropertySources().addFirst(source);
            context.refresh();
            new KeyCheck().postProcessBeanFactory(context.getBeanFactory());
        }
    }
}
