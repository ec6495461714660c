package io.silkroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where CPU seconds go: JDK Flight Recorder samples of the connector ({@code jcmd PID JFR.start settings=profile}),
 * each counted for the stage whose package is nearest the top of its stack.
 */
final class Profile {

    private final Connector connector;
    private final Path file;

    private Profile(Connector connector, Path file) {
        this.connector = connector;
        this.file = file;
    }

    /**
     * Called before the warm-up. The recorder's own entry into a running process throws compiled code away, and what
     * followed would be a profile of the compiler.
     */
    static void warmUp(Connector connector) throws IOException, InterruptedException {
        Heap.ask(connector.process.pid(), "JFR.start", "name=warm-up", "settings=profile", "maxsize=1M");
    }

    static Profile start(Connector connector, Path folder, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".jfr").toAbsolutePath();
        Heap.ask(connector.process.pid(), "JFR.start", "name=bench", "settings=profile");
        return new Profile(connector, file);
    }

    /** Adds each stage's share of {@code cpu} seconds per 10,000 items, and the most frequent methods on top. */
    void end(Figures figures, String row, double cpu, int items) throws IOException, InterruptedException {
        Heap.ask(connector.process.pid(), "JFR.stop", "name=bench", "filename=" + file);
        Map<String, Integer> stages = new TreeMap<>();
        Map<String, Integer> methods = new LinkedHashMap<>();
        int all = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (event.getEventType().getName().equals("jdk.ExecutionSample") && stack != null) {
                    all++;
                    stages.merge(stage(event, stack), 1, Integer::sum);
                    methods.merge(name(stack.getFrames().get(0)), 1, Integer::sum);
                }
            }
        }
        int samples = all;
        stages.forEach((stage, count) ->
                figures.add(row, "CPU s per 10,000 in " + stage, cpu * count / samples / items * 10_000));
        StringBuilder top = new StringBuilder("most samples on top of the stack:");
        methods.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(12)
                .forEach(entry -> top.append(' ')
                        .append(entry.getKey())
                        .append(' ')
                        .append(Math.round(100.0 * entry.getValue() / samples))
                        .append(" %,"));
        figures.note(row, top.substring(0, top.length() - 1));
        Files.delete(file);
    }

    private static String stage(RecordedEvent event, RecordedStackTrace stack) {
        for (RecordedFrame frame : stack.getFrames()) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith("io.silkroute.")) {
                int end = type.indexOf('.', "io.silkroute.".length());
                return type.substring("io.silkroute.".length(), Math.max(end, "io.silkroute.".length()));
            }
        }
        for (RecordedFrame frame : stack.getFrames()) {
            String type = frame.getMethod().getType().getName();
            if (type.startsWith("org.apache.activemq")) {
                return "(broker)";
            }
            if (type.startsWith("org.hsqldb")) {
                return "(database)";
            }
            if (type.startsWith("org.apache.camel")) {
                return "(Camel)";
            }
            if (type.startsWith("org.apache.tomcat") || type.startsWith("org.apache.coyote")) {
                return "(web server)";
            }
        }
        return "(other)";
    }

    private static String name(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + frame.getMethod().getName();
    }
}
