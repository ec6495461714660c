package io.silkroute.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A span that something else may continue or be linked with, as the header {@code traceparent} of W3C names it. */
public record TraceParent(SpanContext context) {

    private static final Pattern HEADER =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.{0,200})?");

    static TraceParent of(SpanContext context) {
        return new TraceParent(context);
    }

    /** Null if it names none. */
    static @Nullable TraceParent of(@Nullable String header) {
        if (header == null || header.length() > 300) {
            return null;
        }
        Matcher parts = HEADER.matcher(header.strip());
        if (!parts.matches() || parts.group(1).equals("ff")) {
            return null;
        }
        SpanContext context = SpanContext.createFromRemoteParent(
                parts.group(2), parts.group(3), TraceFlags.fromHex(parts.group(4), 0), TraceState.getDefault());
        return context.isValid() ? new TraceParent(context) : null;
    }

    String header() {
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }
}
