package io.silkroute.source;

import tools.jackson.databind.node.ObjectNode;

/** What came of a row, one thing at a time: a row may be a category, a product and a variant at once. */
public sealed interface Converted {

    record Made(long row, ObjectNode item) implements Converted {}

    record Refused(Fault fault) implements Converted {}

    record Warned(Fault fault) implements Converted {}
}
