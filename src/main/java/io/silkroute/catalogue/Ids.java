package io.silkroute.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The ids of a set-based query as one array parameter that the query joins. A joined key is looked up in the index on
 * every database, where HSQLDB answers a list in {@code IN} with a scan; and the statement is the same text whatever
 * the number of ids, so that it is prepared once.
 */
public final class Ids {

    /** A table {@code k(id)} of the parameter {@code :ids}, to be joined. */
    public static final String TABLE = "unnest(cast(:ids as varchar(300) array[1000])) as k(id)";

    private static final int SLICE = 500;

    private Ids() {}

    /** Calls {@code each} with the value of {@code :ids}, a slice of the distinct ids at a time; never when there are none. */
    public static void slices(Collection<String> ids, Consumer<SqlArrayValue> each) {
        List<String> distinct = ids.stream().distinct().toList();
        for (int from = 0; from < distinct.size(); from += SLICE) {
            List<String> slice = new ArrayList<>(distinct.subList(from, Math.min(distinct.size(), from + SLICE)));
            each.accept(new SqlArrayValue("varchar", slice.toArray()));
        }
    }
}
