package io.silkroute.activity;

import org.jspecify.annotations.Nullable;

/**
 * What is appended to the activity log: one item's outcome, one outcome shared by a set of items, a run's
 * transition, or an operator's action.
 *
 * @param item id of the one item; null for a set, a run or an action
 * @param items the ids of a set, {@code type id} a line; null otherwise
 * @param n how many items the entry speaks of; 0 for a run or an action
 * @param actor who acted, for an operator's action
 * @param detail JSON with more, for the item page; null when the sentence says it all
 * @param incomplete the causes, one behind the other, for which something was left out; null when nothing was
 */
public record Entry(
        @Nullable String connector,
        @Nullable String run,
        Kind kind,
        @Nullable String outcome,
        @Nullable String type,
        @Nullable String item,
        @Nullable String items,
        int n,
        @Nullable String actor,
        String sentence,
        @Nullable String detail,
        @Nullable String incomplete) {

    public Entry(
            @Nullable String connector,
            @Nullable String run,
            Kind kind,
            @Nullable String outcome,
            @Nullable String type,
            @Nullable String item,
            @Nullable String items,
            int n,
            @Nullable String actor,
            String sentence,
            @Nullable String detail) {
        this(connector, run, kind, outcome, type, item, items, n, actor, sentence, detail, null);
    }

    public enum Kind {
        ITEM, // an outcome of one item or of a set
        RUN, // a run changed its state
        NOTE, // something about an item that is no outcome: stale, waiting, left out
        OPERATOR // a person did something
    }

    public static Entry ofItem(
            String connector, @Nullable String run, String outcome, String type, String item, String sentence) {
        return new Entry(connector, run, Kind.ITEM, outcome, type, item, null, 1, null, sentence, null);
    }

    public static Entry ofItems(
            String connector, @Nullable String run, String outcome, String items, int n, String sentence) {
        return new Entry(connector, run, Kind.ITEM, outcome, null, null, items, n, null, sentence, null);
    }

    public static Entry note(String connector, @Nullable String run, String type, String item, String sentence) {
        return new Entry(connector, run, Kind.NOTE, null, type, item, null, 1, null, sentence, null);
    }

    /** Something about a connector, or about the whole when it is null. */
    public static Entry note(@Nullable String connector, String sentence) {
        return new Entry(connector, null, Kind.NOTE, null, null, null, null, 0, null, sentence, null);
    }

    /** The same about each of a set of items, {@code type id} a line. */
    public static Entry ofNotes(String connector, String run, String items, int n, String sentence) {
        return new Entry(connector, run, Kind.NOTE, null, null, null, items, n, null, sentence, null);
    }

    public static Entry ofRun(String connector, String run, String sentence) {
        return new Entry(connector, run, Kind.RUN, null, null, null, null, 0, null, sentence, null);
    }

    public static Entry ofOperator(@Nullable String connector, String actor, String sentence) {
        return new Entry(connector, null, Kind.OPERATOR, null, null, null, null, 0, actor, sentence, null);
    }

    /** What a person did to a run, or asked it for. */
    public static Entry ofOperator(String connector, String run, String actor, String sentence) {
        return new Entry(connector, run, Kind.OPERATOR, null, null, null, null, 0, actor, sentence, null);
    }

    public Entry withDetail(String json) {
        return new Entry(connector, run, kind, outcome, type, item, items, n, actor, sentence, json, incomplete);
    }

    public Entry withIncomplete(String causes) {
        return new Entry(connector, run, kind, outcome, type, item, items, n, actor, sentence, detail, causes);
    }
}
