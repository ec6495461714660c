package io.silkroute.run;

import io.silkroute.connector.ConnectorName;
import org.jspecify.annotations.Nullable;

/** Looks once more who may use a connector's discounts, as a part of a run that a person asked for. */
public interface EligibilityLook {

    /**
     * @param customers how many were looked up
     * @param problem why it was not everybody, in a sentence; null if it was
     */
    record Looked(long customers, @Nullable String problem) {}

    /** What is for somebody else by now is marked as changed. */
    Looked look(ConnectorName connector);
}
