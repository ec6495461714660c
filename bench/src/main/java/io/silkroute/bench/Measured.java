package io.silkroute.bench;

import java.lang.management.ManagementFactory;

/** CPU seconds of the benchmark's own process, where a bare ceiling is measured in it. */
final class Measured {

    private Measured() {}

    static double ownCpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
