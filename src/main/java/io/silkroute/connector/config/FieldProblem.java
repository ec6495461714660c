package io.silkroute.connector.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param field its path, such as {@code shop.domain}
 * @param message what is wrong and what to do, one sentence
 */
public record FieldProblem(String field, String message) {}
