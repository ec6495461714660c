package io.silkroute.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/** Writes down each step of a route the first time that it runs. What ran is looked at when all tests are through. */
public final class StepRecorder implements InterceptStrategy {

    /** The file of this build; not set while single tests run without it. */
    static final String FILE = "route-steps.file";

    private static final @Nullable String GIVEN = System.getProperty(FILE);
    private static final Set<String> NOTED = ConcurrentHashMap.newKeySet();

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, @Nullable Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                note(String.valueOf(step.getId()));
                return super.process(exchange, callback);
            }
        };
    }

    private static void note(String id) {
        if (GIVEN != null && NOTED.add(id)) {
            synchronized (NOTED) {
                try {
                    Path file = Path.of(GIVEN);
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
