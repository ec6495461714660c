package io.silkroute.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine it runs on, and whether it is idle. */
final class Machine {

    private static final double IDLE = 0.10;

    private Machine() {}

    /** Waits for a second in which less than a tenth of the machine is busy; gives the share that was. */
    static double idle(int mostSeconds) throws IOException, InterruptedException {
        double busy = 1;
        for (int i = 0; i < Math.max(1, mostSeconds); i++) {
            long[] before = ticks();
            Thread.sleep(1000);
            long[] after = ticks();
            busy = (double) (after[0] - before[0]) / Math.max(1, after[1] - before[1]);
            if (busy < IDLE) {
                break;
            }
        }
        return busy;
    }

    private static long[] ticks() throws IOException {
        String[] parts = Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split("\\s+");
        long all = 0;
        for (int i = 1; i <= 8; i++) {
            all += Long.parseLong(parts[i]);
        }
        return new long[] {all - Long.parseLong(parts[4]) - Long.parseLong(parts[5]), all};
    }

    static Map<String, Object> described() throws IOException {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("cores", Runtime.getRuntime().availableProcessors());
        told.put("cpu", value(Path.of("/proc/cpuinfo"), "model name"));
        told.put("memory", value(Path.of("/proc/meminfo"), "MemTotal"));
        told.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        told.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        return told;
    }

    private static String value(Path file, String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .orElse("?");
    }
}
