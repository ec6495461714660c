package io.silkroute.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what becomes of spans, and says once when the collector does not take them, and once when it does again. */
final class ToldSpans implements SpanExporter {

    static final int MOST_WAITING = 8192;

    private static final Logger LOG = LoggerFactory.getLogger(ToldSpans.class);

    private final URI address;
    private final SpanExporter exporter;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean away = new AtomicBoolean();
    private final Counter sent;
    private final Counter failed;
    private final Counter dropped;

    ToldSpans(URI address, SpanExporter exporter, MeterRegistry meters) {
        this.address = address;
        this.exporter = exporter;
        this.sent = counter(meters, "sent");
        this.failed = counter(meters, "failed");
        this.dropped = counter(meters, "dropped");
    }

    private static Counter counter(MeterRegistry meters, String end) {
        return Counter.builder("silkroute.traces.spans")
                .description("Spans by what became of them: taken by the collector, not taken, or too many that waited")
                .tag("end", end)
                .register(meters);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int n = spans.size();
        waiting.addAndGet(-n);
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> {
            (result.isSuccess() ? sent : failed).increment(n);
            tell(result);
        });
        return result;
    }

    private void tell(CompletableResultCode result) {
        if (!result.isSuccess()) {
            if (!away.getAndSet(true)) {
                LOG.warn(
                        "Traces do not get to {} ({}). Runs go on without; silkroute_traces_spans_total counts what is lost.",
                        address,
                        why(result.getFailureThrowable()));
            }
        } else if (away.getAndSet(false)) {
            LOG.info("Traces get to {} again.", address);
        }
    }

    private static String why(@Nullable Throwable failure) {
        if (failure == null) {
            return "no answer";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    /** Hands spans on as long as there is room; what is dropped for want of it is counted. */
    SpanProcessor bounded(SpanProcessor next) {
        return new SpanProcessor() {
            @Override
            public void onStart(Context parent, ReadWriteSpan span) {
                next.onStart(parent, span);
            }

            @Override
            public boolean isStartRequired() {
                return next.isStartRequired();
            }

            @Override
            public void onEnd(ReadableSpan span) {
                if (!span.getSpanContext().isSampled()) {
                    return;
                }
                if (waiting.get() >= MOST_WAITING) {
                    dropped.increment();
                    return;
                }
                waiting.incrementAndGet();
                next.onEnd(span);
            }

            @Override
            public boolean isEndRequired() {
                return true;
            }

            @Override
            public CompletableResultCode shutdown() {
                return next.shutdown();
            }

            @Override
            public CompletableResultCode forceFlush() {
                return next.forceFlush();
            }
        };
    }
}
