package io.silkroute.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the command line asks for. */
record Options(
        boolean shortForm,
        Set<String> cases,
        int rounds,
        int items,
        int warmUp,
        int seconds,
        int concurrency,
        int connections,
        int idleWait,
        int shopLatency,
        String shop,
        String database,
        String catalogue,
        List<Integer> growth,
        List<String> plans,
        String javaOptions,
        boolean peers,
        boolean profile,
        Path jar,
        Path out) {

    static final List<String> CASES =
            List.of("accept", "first-load", "unchanged", "latency", "idle", "bucket", "bulk", "growth");

    static final String HELP = """
            bench/run [--short] [options]
              --cases a,b         of accept, first-load, unchanged, latency, idle, bucket, bulk, growth
              --rounds n          interleaved rounds of accept, first-load, unchanged and latency (7; short 3)
              --items n           items of a round: products and variants (30000; short 8400)
              --warm-up n         items loaded before the first round (30000; short 8400)
              --seconds n         of a latency round and of a bucket's window (60; short 8, a window at least 20)
              --concurrency n     calls at a time to the shop, for the connector, the bare loop and the peers (64)
              --connections n     client connections that push (4)
              --idle-wait n       seconds to wait at most for an idle machine before a case (30)
              --shop-latency ms   the lean shop takes as long for an answer (0)
              --shop lean|sandbox what answers first-load, unchanged and latency (lean)
              --database hsqldb|postgresql
              --catalogue sample|FILE.jsonl
              --growth a,b,c      sizes (10000,100000,1000000; short none)
              --plans a,b         of standard, advanced, plus, enterprise, hard (all; short hard)
              --java OPTIONS      of the connector's process (-Xmx384m -XX:+UseSerialGC)
              --peers             also what others would pick: installed at first use
              --profile           also where the CPU seconds go (JDK Flight Recorder)
              --jar FILE          measures this jar instead of building one
              --out FOLDER        (bench/out)
            """;

    static Options of(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            boolean flag = Set.of("--short", "--peers", "--profile").contains(name);
            if (!flag && !HELP.contains(name + " ")) {
                throw new IllegalArgumentException(name + " is not known.\n" + HELP);
            }
            given.put(name, flag ? "yes" : arguments[++i]);
        }
        boolean brief = given.containsKey("--short");
        String everyday = "accept,first-load,unchanged,latency,idle,bucket,bulk";
        return new Options(
                brief,
                new TreeSet<>(list(given.getOrDefault("--cases", brief ? everyday : String.join(",", CASES)))),
                number(given, "--rounds", brief ? 3 : 7),
                number(given, "--items", brief ? 8_400 : 30_000),
                number(given, "--warm-up", brief ? 8_400 : 30_000),
                number(given, "--seconds", brief ? 8 : 60),
                number(given, "--concurrency", 64),
                number(given, "--connections", 4),
                number(given, "--idle-wait", 30),
                number(given, "--shop-latency", 0),
                given.getOrDefault("--shop", "lean"),
                given.getOrDefault("--database", "hsqldb"),
                given.getOrDefault("--catalogue", "sample"),
                list(given.getOrDefault("--growth", "10000,100000,1000000")).stream()
                        .map(Integer::valueOf)
                        .toList(),
                list(given.getOrDefault("--plans", brief ? "hard" : "standard,advanced,plus,enterprise,hard")),
                given.getOrDefault("--java", "-Xmx384m -XX:+UseSerialGC"),
                given.containsKey("--peers"),
                given.containsKey("--profile"),
                Path.of(given.getOrDefault("--jar", "")),
                Path.of(given.getOrDefault("--out", "bench/out")).toAbsolutePath());
    }

    boolean has(String name) {
        return cases.contains(name);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).filter(part -> !part.isBlank()).toList();
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, Integer.toString(otherwise)));
    }
}
