package io.silkroute.shopify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One of the documents in {@code shopify/*.graphql}, once or several times; its name is the file's and the operation's. What
 * several of them select stands in {@code shopify/fragments}.
 */
public final class Operation {

    private static final Map<String, Operation> BY_NAME = new ConcurrentHashMap<>();
    private static final Pattern SPREAD = Pattern.compile("\\.\\.\\.(\\w+)( ?@\\w+)?+");

    private final String name;
    private final int times;
    private final String document;
    private final CostLaw cost;

    private Operation(String name, int times, String document) {
        this.name = name;
        this.times = times;
        this.document = document;
        this.cost = CostLaw.of(document);
    }

    /** @throws IllegalArgumentException when there is no such document */
    public static Operation named(String name) {
        return BY_NAME.computeIfAbsent(name, Operation::read);
    }

    /** This mutation several times in one document, see {@link BatchedMutation}. */
    public Operation times(int n) {
        return n == 1
                ? this
                : BY_NAME.computeIfAbsent(
                        n + " " + name, key -> new Operation(name, n, BatchedMutation.times(document, n)));
    }

    public String name() {
        return name;
    }

    public String document() {
        return document;
    }

    public boolean mutation() {
        return cost.mutation();
    }

    /** Points that the shop will reserve for it by the published formula; at least 1. */
    public double points(JsonNode variables) {
        return cost.of(name, variables);
    }

    private static Operation read(String name) {
        return new Operation(name, 1, whole(text(name)));
    }

    // A selection that several documents have stands in each of them: a bulk query is sent as one text without
    // fragments.
    private static String whole(String document) {
        return SPREAD.matcher(document).replaceAll(spread -> {
            if (document.contains("fragment " + spread.group(1) + " ")) {
                return Matcher.quoteReplacement(spread.group());
            }
            if (spread.group(2) != null) {
                throw new IllegalArgumentException(
                        "A directive cannot stand at " + spread.group(1) + ", whose fields take its place.");
            }
            return Matcher.quoteReplacement(whole(selection(text("fragments/" + spread.group(1)))));
        });
    }

    private static String selection(String fragment) {
        return fragment.substring(fragment.indexOf('{') + 1, fragment.lastIndexOf('}'))
                .strip();
    }

    private static String text(String name) {
        try (InputStream file = Operation.class.getResourceAsStream("/shopify/" + name + ".graphql")) {
            if (file == null) {
                throw new IllegalArgumentException("There is no document shopify/" + name + ".graphql.");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceAll("(?m)^#.*$", "").strip().replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new IllegalArgumentException("shopify/" + name + ".graphql cannot be read.", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Operation that && name.equals(that.name) && times == that.times;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, times);
    }

    @Override
    public String toString() {
        return name;
    }
}
