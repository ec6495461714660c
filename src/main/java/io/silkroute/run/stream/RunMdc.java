package io.silkroute.run.stream;

import io.silkroute.run.Run;
import io.silkroute.tracing.Trace;
import org.slf4j.MDC;

/**
 * Names the run and its connector in every line that the run's thread logs, and that the threads log which work
 * for it.
 */
final class RunMdc {

    static final String CONNECTOR = "connector";
    static final String RUN = "run";

    private RunMdc() {}

    static void begin(Run run) {
        MDC.put(CONNECTOR, run.connector().text());
        MDC.put(RUN, run.id());
    }

    static void end() {
        MDC.remove(CONNECTOR);
        MDC.remove(RUN);
        Trace.leave();
    }
}
