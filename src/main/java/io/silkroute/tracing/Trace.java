package io.silkroute.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/** A piece of work under way that a collector will be told of; {@link #NONE} where nobody is. */
public final class Trace {

    public static final Trace NONE = new Trace(null);

    private static final ThreadLocal<@Nullable Trace> HERE = new ThreadLocal<>();

    final @Nullable Span span;

    Trace(@Nullable Span span) {
        this.span = span;
    }

    /** What this thread works for. */
    public static Trace here() {
        Trace here = HERE.get();
        return here == null ? NONE : here;
    }

    /** From now on this thread works for it. */
    public void enter() {
        if (span != null) {
            HERE.set(this);
        }
    }

    /** This thread works for nothing any more. */
    public static void leave() {
        HERE.remove();
    }

    /** A task that another thread does for what this one works for. */
    public static Runnable carried(Runnable task) {
        Trace here = HERE.get();
        if (here == null) {
            return task;
        }
        return () -> {
            HERE.set(here);
            try {
                task.run();
            } finally {
                HERE.remove();
            }
        };
    }

    public Trace with(String name, @Nullable String value) {
        if (span != null && value != null) {
            span.setAttribute("silkroute." + name, value);
        }
        return this;
    }

    public Trace with(String name, long value) {
        if (span != null) {
            span.setAttribute("silkroute." + name, value);
        }
        return this;
    }

    public Trace with(String name, double value) {
        if (span != null) {
            span.setAttribute("silkroute." + name, value);
        }
        return this;
    }

    /** @param kind one word for what went wrong, no text from outside */
    public Trace failed(String kind) {
        if (span != null) {
            span.setStatus(StatusCode.ERROR, kind);
            span.setAttribute(AttributeKey.stringKey("error.type"), kind);
        }
        return this;
    }

    /** Links it with what led to it, which is no part of it. */
    public void link(TraceParent origin) {
        if (span != null) {
            span.addLink(origin.context());
        }
    }

    /** As {@code traceparent} carries it on; null where nobody is told. */
    public @Nullable String header() {
        return span == null ? null : TraceParent.of(span.getSpanContext()).header();
    }

    /** Twice does no harm. */
    public void end() {
        if (span != null) {
            span.end();
        }
    }
}
