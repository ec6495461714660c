package io.silkroute.sandbox.graphql;

/** A source that says itself which type of the schema it is, where one class stands for several. */
public interface Typed {
    String typename();
}
