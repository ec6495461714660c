package io.silkroute.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Set-based SQL works in slices: a statement's parameter list has a bound, a catalogue has none. */
public final class Slices {

    private static final int SLICE = 250;

    private Slices() {}

    public static <T> void of(Collection<T> all, Consumer<List<T>> each) {
        List<T> slice = new ArrayList<>(Math.min(all.size(), SLICE));
        for (T one : all) {
            slice.add(one);
            if (slice.size() == SLICE) {
                each.accept(slice);
                slice = new ArrayList<>(SLICE);
            }
        }
        if (!slice.isEmpty()) {
            each.accept(slice);
        }
    }
}
