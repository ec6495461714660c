package io.silkroute.sandbox.graphql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One page of a connection. A cursor names the id of its node. */
public record Page(List<Edge> edges, boolean hasNextPage, boolean hasPreviousPage) {

    record Edge(String cursor, Object node) {}

    static final Page EMPTY = new Page(List.of(), false, false);

    List<Object> nodes() {
        return edges.stream().map(Edge::node).toList();
    }

    @Nullable
    String startCursor() {
        return edges.isEmpty() ? null : edges.get(0).cursor();
    }

    @Nullable
    String endCursor() {
        return edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor();
    }

    /** The same page with something else in the place of each node. */
    public Page mapped(UnaryOperator<Object> change) {
        return new Page(
                edges.stream()
                        .map(edge -> new Edge(edge.cursor(), change.apply(edge.node())))
                        .toList(),
                hasNextPage,
                hasPreviousPage);
    }

    /** A page of a list that is already in its order. */
    public static <T> Page of(List<? extends T> all, ToLongFunction<T> id, Input args) {
        List<T> ordered = new ArrayList<>(all);
        if (args.flag("reverse", false)) {
            Collections.reverse(ordered);
        }
        int from = 0;
        int to = ordered.size();
        if (args.given("after")) {
            from = indexOf(ordered, id, args.text("after", "")) + 1;
        }
        if (args.given("before")) {
            to = indexOf(ordered, id, args.text("before", ""));
        }
        boolean backwards = args.given("last") && !args.given("first");
        int size = args.number(backwards ? "last" : "first", to);
        int start = backwards ? Math.max(from, to - size) : from;
        int end = backwards ? to : Math.min(to, from + size);
        List<Edge> edges = new ArrayList<>(Math.max(0, end - start));
        for (T node : ordered.subList(Math.min(start, ordered.size()), Math.max(start, end))) {
            edges.add(edge(id.applyAsLong(node), node));
        }
        return new Page(edges, end < ordered.size(), start > 0);
    }

    /** A page of what matches, in the order of ids, without looking at more than it must. */
    public static <T> Page of(NavigableMap<Long, T> all, @Nullable Predicate<T> matches, Input args) {
        boolean backwards = args.given("last") && !args.given("first");
        boolean descending = args.flag("reverse", false) != backwards;
        NavigableMap<Long, T> rest = descending ? all.descendingMap() : all;
        String from = args.text(backwards ? "before" : "after");
        if (from != null) {
            rest = rest.tailMap(idOf(from), false);
        }
        int size = args.number(backwards ? "last" : "first", Integer.MAX_VALUE);
        List<Edge> edges = new ArrayList<>(Math.min(size, 250));
        boolean more = false;
        for (Map.Entry<Long, T> entry : rest.entrySet()) {
            if (matches == null || matches.test(entry.getValue())) {
                if (edges.size() == size) {
                    more = true;
                    break;
                }
                edges.add(edge(entry.getKey(), entry.getValue()));
            }
        }
        if (backwards) {
            Collections.reverse(edges);
        }
        return backwards ? new Page(edges, from != null, more) : new Page(edges, more, from != null);
    }

    private static Edge edge(long id, Object node) {
        String cursor = "{\"last_id\":" + id + ",\"last_value\":\"" + id + "\"}";
        return new Edge(Base64.getEncoder().encodeToString(cursor.getBytes(StandardCharsets.UTF_8)), node);
    }

    private static <T> int indexOf(List<T> all, ToLongFunction<T> id, String cursor) {
        long wanted = idOf(cursor);
        for (int i = 0; i < all.size(); i++) {
            if (id.applyAsLong(all.get(i)) == wanted) {
                return i;
            }
        }
        throw new TopLevelError("BAD_REQUEST", "Invalid cursor for current pagination sort.");
    }

    private static long idOf(String cursor) {
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            int start = text.indexOf(':') + 1;
            return Long.parseLong(text.substring(start, text.indexOf(',')));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new TopLevelError("BAD_REQUEST", "Invalid cursor for current pagination sort.");
        }
    }
}
