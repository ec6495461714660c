package io.silkroute.run.stream;

import io.silkroute.run.Run;
import io.silkroute.run.RunState;
import io.silkroute.tracing.Trace;
import io.silkroute.tracing.TraceParent;
import io.silkroute.tracing.Traces;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a collector of traces is told of a run in this process's hands. A run does what many pushes asked for: it is linked
 * with them, and a part of none.
 */
final class RunTrace {

    static final RunTrace NONE = new RunTrace(Traces.none(), Trace.NONE, "");

    private static final int LINKS = 100;

    private final Traces traces;
    private final Trace run;
    private final String connector;
    private final Map<Batch, Trace> batches = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Set<TraceParent> linked = new LinkedHashSet<>(); // by the one thread that reads batches

    private RunTrace(Traces traces, Trace run, String connector) {
        this.traces = traces;
        this.run = run;
        this.connector = connector;
    }

    static RunTrace of(Traces traces, Run run) {
        if (!traces.wanted()) {
            return NONE;
        }
        Trace trace = traces.begin("run")
                .with("connector", run.connector().text())
                .with("run", run.id())
                .with("mode", run.mode().word())
                .with("trigger", run.trigger().word())
                .with("taken", run.fencingToken());
        trace.enter();
        return new RunTrace(traces, trace, run.connector().text());
    }

    void begin(Batch batch) {
        if (!traces.wanted()) {
            return;
        }
        Trace trace = traces.within(run, "batch")
                .with("connector", connector)
                .with("kind", batch.kind())
                .with("items", batch.entries().size());
        if (batch instanceof Batch.Pending pending) {
            Set<TraceParent> led = pending.changes().stream()
                    .map(change -> traces.origin(connector, change.arrival()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            led.stream().limit(LINKS).forEach(trace::link);
            led.stream()
                    .filter(push -> linked.size() < LINKS && linked.add(push))
                    .forEach(run::link);
        }
        batches.put(batch, trace);
    }

    /** This thread works on it. */
    void enter(Batch batch) {
        Trace trace = batches.get(batch);
        if (trace != null) {
            trace.enter();
        }
    }

    void end(Batch batch) {
        Trace trace = batches.remove(batch);
        if (trace != null) {
            trace.end();
        }
    }

    void ended(Run ended) {
        if (ended.state() == RunState.FAILED) {
            run.failed(ended.state().word());
        }
        run.with("state", ended.state().word())
                .with("items", ended.counts().done())
                .with("points", ended.counts().points())
                .end();
    }

    /** It is let go without an end; it comes again. @param why one word */
    void letGo(String why) {
        run.failed(why).end();
    }
}
