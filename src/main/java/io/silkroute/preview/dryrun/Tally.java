package io.silkroute.preview.dryrun;

import io.silkroute.catalogue.ItemType;

/** What the items of a type come to; reckoned up where only a part of them was looked at. */
final class Tally {

    private long looked;
    private long creates;
    private long updates;
    private long removals;
    private long unchanged;
    private long others;
    private long writes;
    private double ofWrites;
    private double points;
    private double calls;

    void add(Weighed item) {
        looked++;
        points += item.points();
        calls += item.calls();
        switch (item.action()) {
            case CREATE -> creates++;
            case UPDATE -> updates++;
            case REMOVE -> removals++;
            case NOTHING -> {
                if (item.unchanged()) {
                    unchanged++;
                } else {
                    others++;
                }
            }
        }
        if (item.write() != null && item.key().type() == ItemType.PRODUCT) {
            writes++;
            ofWrites += item.points();
        }
    }

    /** With what was counted besides. */
    void addUnchanged(long items) {
        unchanged += items;
    }

    void add(Tally other) {
        looked += other.looked;
        creates += other.creates;
        updates += other.updates;
        removals += other.removals;
        unchanged += other.unchanged;
        others += other.others;
        writes += other.writes;
        ofWrites += other.ofWrites;
        points += other.points;
        calls += other.calls;
    }

    /** As if all had been looked at, and the rest were as this part; of how many it was one stays told. @param all of them */
    Tally of(long all) {
        Tally whole = new Tally();
        double times = looked == 0 || all <= looked ? 1 : (double) all / looked;
        whole.looked = looked;
        whole.creates = Math.round(creates * times);
        whole.updates = Math.round(updates * times);
        whole.removals = Math.round(removals * times);
        whole.unchanged = Math.round(unchanged * times);
        whole.others = Math.round(others * times);
        whole.writes = Math.round(writes * times);
        whole.ofWrites = ofWrites * times;
        whole.points = points * times;
        whole.calls = calls * times;
        return whole;
    }

    long looked() {
        return looked;
    }

    long creates() {
        return creates;
    }

    long updates() {
        return updates;
    }

    long removals() {
        return removals;
    }

    long unchanged() {
        return unchanged;
    }

    long others() {
        return others;
    }

    /** Products that are written: only these go in bulk operations, a line each. */
    long writes() {
        return writes;
    }

    /** Points of these by single calls, which a bulk operation does not cost. */
    double ofWrites() {
        return ofWrites;
    }

    double points() {
        return points;
    }

    double calls() {
        return calls;
    }
}
