package io.silkroute.sandbox.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

record Option(long id, String name, List<Value> values) {

    record Value(long id, String name) {}

    @Nullable
    Value value(String valueName) {
        for (Value value : values) {
            if (value.name().equals(valueName)) {
                return value;
            }
        }
        return null;
    }
}
