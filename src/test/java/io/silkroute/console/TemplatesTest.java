package io.silkroute.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.thymeleaf.context.ExpressionContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.standard.expression.StandardExpressions;

/** A page of a state that seldom comes is written as well as one that is seen each day. */
class TemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Set<String> EXPRESSIONS = Set.of(
            "th:text",
            "th:utext",
            "th:if",
            "th:unless",
            "th:href",
            "th:src",
            "th:action",
            "th:value",
            "th:class",
            "th:classappend",
            "th:title",
            "th:data-watch");
    private static final Pattern VARIABLE = Pattern.compile("[$*]\\{([^}]*)}");

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void every_expression_can_be_read(Path template) throws IOException {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        ExpressionContext context = new ExpressionContext(engine.getConfiguration(), Locale.ROOT);
        for (Element element :
                Jsoup.parse(Files.readString(template), "", Parser.xmlParser()).getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                if (EXPRESSIONS.contains(attribute.getKey())) {
                    String where = template + ": " + attribute.getKey() + "=" + attribute.getValue();
                    assertThatCode(() -> StandardExpressions.getExpressionParser(engine.getConfiguration())
                                    .parseExpression(context, attribute.getValue()))
                            .as(where)
                            .doesNotThrowAnyException();
                }
                Matcher variable = VARIABLE.matcher(attribute.getKey().startsWith("th:") ? attribute.getValue() : "");
                while (variable.find()) {
                    String expression = variable.group(1);
                    if (!expression.isBlank() && !expression.contains("{")) {
                        assertThat(new SpelExpressionParser().parseExpression(expression.replace("#lists.", "")))
                                .as(template + ": " + expression)
                                .isNotNull();
                    }
                }
            }
        }
    }
}
