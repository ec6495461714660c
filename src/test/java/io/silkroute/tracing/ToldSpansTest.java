package io.silkroute.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A collector that is silent holds nobody up, and what is lost is counted. */
class ToldSpansTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CompletableResultCode answer = new CompletableResultCode();

    private final SpanExporter silent = new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return answer;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    };

    private double count(String end) {
        return meters.get("silkroute.traces.spans").tag("end", end).counter().count();
    }

    @Test
    void what_waits_is_bounded_and_each_span_is_counted_once() {
        ToldSpans told = new ToldSpans(URI.create("http://collector/v1/traces"), silent, meters);
        int made = ToldSpans.MOST_WAITING * 2;
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(told.bounded(BatchSpanProcessor.builder(told)
                        .setMaxQueueSize(ToldSpans.MOST_WAITING)
                        .setExporterTimeout(Duration.ofSeconds(60))
                        .build()))
                .build()) {
            Tracer tracer = provider.get("test");
            for (int i = 0; i < made; i++) {
                tracer.spanBuilder("one").startSpan().end();
            }
            assertThat(count("dropped")).isGreaterThanOrEqualTo(ToldSpans.MOST_WAITING - 512.0);
            answer.succeed();
            provider.forceFlush().join(20, TimeUnit.SECONDS);
            assertThat(count("sent") + count("dropped")).isEqualTo(made);
            assertThat(count("failed")).isZero();
        }
    }
}
