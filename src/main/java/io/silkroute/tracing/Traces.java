package io.silkroute.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Begins what is traced. */
public final class Traces {

    // Whose items a batch holds is known of so many chunks that came in last; what is older has no link.
    private static final int CHUNKS = 10_000;

    private final @Nullable Tracer tracer;
    private final ConcurrentSkipListMap<Long, Staged> staged = new ConcurrentSkipListMap<>();

    private record Staged(String connector, long to, TraceParent origin) {}

    Traces(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** Nobody is told. */
    public static Traces none() {
        return new Traces(null);
    }

    public boolean wanted() {
        return tracer != null;
    }

    /** What comes from outside. @param traceparent the sender's own trace, which goes on here; null if there is none */
    public Trace fromOutside(String name, @Nullable String traceparent) {
        return begin(name, SpanKind.SERVER, TraceParent.of(traceparent));
    }

    /** What comes from a queue. @param traceparent of who put it there; null if that is not known */
    public Trace fromQueue(String name, @Nullable String traceparent) {
        return begin(name, SpanKind.CONSUMER, TraceParent.of(traceparent));
    }

    /** What begins by itself. */
    public Trace begin(String name) {
        return begin(name, SpanKind.INTERNAL, null);
    }

    /** A part of another; nothing where that is nothing. */
    public Trace within(Trace whole, String name) {
        return within(whole, name, SpanKind.INTERNAL);
    }

    /** A call to the shop for what this thread works for; nothing where it works for nothing. */
    public Trace call(String name) {
        return within(Trace.here(), name, SpanKind.CLIENT);
    }

    private Trace within(Trace whole, String name, SpanKind kind) {
        Span parent = whole.span;
        return parent == null ? Trace.NONE : begin(name, kind, TraceParent.of(parent.getSpanContext()));
    }

    private Trace begin(String name, SpanKind kind, @Nullable TraceParent parent) {
        if (tracer == null) {
            return Trace.NONE;
        }
        Context context = parent == null ? Context.root() : Context.root().with(Span.wrap(parent.context()));
        return new Trace(
                tracer.spanBuilder(name).setSpanKind(kind).setParent(context).startSpan());
    }

    /** Items with these numbers of arrival came by this push. */
    public void came(String connector, long arrival, long items, @Nullable String traceparent) {
        TraceParent origin = tracer == null ? null : TraceParent.of(traceparent);
        if (origin == null) {
            return;
        }
        staged.put(arrival, new Staged(connector, arrival + items, origin));
        while (staged.size() > CHUNKS) {
            staged.pollFirstEntry();
        }
    }

    /** By which push an item came; null if that is not known any more. */
    public @Nullable TraceParent origin(String connector, long arrival) {
        Map.Entry<Long, Staged> chunk = staged.floorEntry(arrival);
        return chunk != null
                        && arrival < chunk.getValue().to()
                        && chunk.getValue().connector().equals(connector)
                ? chunk.getValue().origin()
                : null;
    }
}
