package io.silkroute.sandbox.shop;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something has happened in the shop that apps may want to be told.
 *
 * @param topic as webhooks name it, such as {@code products/update}
 * @param body as webhooks have it: names with underscores, numbers for ids
 */
public record Notice(String topic, Map<String, ? extends @Nullable Object> body) {

    /** Hears of what happens, within the write that brings it about; what takes longer it does later. */
    public interface Ear {

        /** Is anything to be heard? Nothing is put together for nobody. */
        boolean listens();

        void hear(Notice notice);
    }
}
