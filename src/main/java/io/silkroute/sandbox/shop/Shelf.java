package io.silkroute.sandbox.shop;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The objects of one kind by their ids. A change is in the journal before it is seen: {@code {"<name>": object}} for one
 * put, {@code {"deleted<Name>": id}} for one removed. Written within {@link Shop#write}, read by anyone: an object that
 * was put is copied to be changed, never changed in place.
 */
public final class Shelf<T> {
    private final String name;
    private final Class<T> type;
    private final ToLongFunction<T> id;
    private final Index<T> index;
    private final Journal journal;
    private final NavigableMap<Long, T> objects = new ConcurrentSkipListMap<>();
    private final Shop shop;
    private Teller<T> teller = (before, now) -> List.of();

    Shelf(String name, Class<T> type, ToLongFunction<T> id, Index<T> index, Journal journal, Shop shop) {
        this.shop = shop;
        this.name = name;
        this.type = type;
        this.id = id;
        this.index = index;
        this.journal = journal;
    }

    /** What is kept beside a shelf to find its objects by; told of changes and of what the journal brings back. */
    public interface Index<T> {
        /** Before {@code now} takes the place of {@code before}: what {@code now} is found by is added. */
        default void adding(@Nullable T before, T now) {}

        /** After it, or after {@code before} was removed: what only {@code before} was found by is taken out. */
        default void changed(@Nullable T before, @Nullable T now) {}

        default void cleared() {}
    }

    /** What apps are told of a change of an object; a removal has no {@code now}, a new object no {@code before}. */
    public interface Teller<T> {
        List<Notice> of(@Nullable T before, @Nullable T now);
    }

    /** Apps are told of its changes; not of what the journal brings back. */
    public Shelf<T> telling(Teller<T> told) {
        teller = told;
        return this;
    }

    String name() {
        return name;
    }

    String removalName() {
        return "deleted" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** In the order of ids. */
    public NavigableMap<Long, T> all() {
        return Collections.unmodifiableNavigableMap(objects);
    }

    public @Nullable T get(long wanted) {
        return objects.get(wanted);
    }

    public void put(T object) {
        journal.append(name, object);
        T before = objects.get(id.applyAsLong(object));
        apply(object);
        tell(before, object);
    }

    public void remove(long gone) {
        journal.append(removalName(), gone);
        T before = objects.get(gone);
        applyRemoval(gone);
        if (before != null) {
            tell(before, null);
        }
    }

    private void tell(@Nullable T before, @Nullable T now) {
        if (shop.isHeard()) {
            teller.of(before, now).forEach(shop::tell);
        }
    }

    /** Puts what follows from another shelf's change; not in the journal, whose reader comes to the same. */
    public void follow(T object) {
        apply(object);
    }

    void replay(JsonNode object) {
        apply(Journal.read(object, type));
    }

    void replayRemoval(JsonNode gone) {
        applyRemoval(gone.asLong(0));
    }

    private void apply(T object) {
        long own = id.applyAsLong(object);
        T before = objects.get(own);
        index.adding(before, object);
        objects.put(own, object);
        index.changed(before, object);
    }

    private void applyRemoval(long gone) {
        T before = objects.remove(gone);
        if (before != null) {
            index.changed(before, null);
        }
    }

    void clear() {
        objects.clear();
        index.cleared();
    }
}
