package io.silkroute.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether there are traces, and where they go. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingSettings.class)
class TraceConfiguration implements DisposableBean {

    // A process that stops does not wait for a collector that is away.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private @Nullable SdkTracerProvider provider;

    @Bean
    Traces traces(TracingSettings settings, MeterRegistry meters) {
        URI endpoint = settings.endpoint();
        if (endpoint == null) {
            return Traces.none();
        }
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString())
                .setTimeout(Duration.ofSeconds(10))
                .setConnectTimeout(Duration.ofSeconds(5));
        settings.sentAlong().forEach(exporter::addHeader);
        ToldSpans told = new ToldSpans(endpoint, exporter.build(), meters);
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(
                                Attributes.of(AttributeKey.stringKey("service.name"), settings.service()))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
                .addSpanProcessor(told.bounded(BatchSpanProcessor.builder(told)
                        .setMaxQueueSize(ToldSpans.MOST_WAITING)
                        .setMaxExportBatchSize(512)
                        .setScheduleDelay(Duration.ofSeconds(1))
                        .build()))
                .build();
        return new Traces(provider.get("io.silkroute"));
    }

    @Override
    public void destroy() {
        if (provider != null) {
            provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
