package io.silkroute.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The benchmark's entry: starts what is measured, runs the cases, writes the report and prints the table. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.println(Options.HELP);
            return;
        }
        Options options = Options.of(arguments);
        Path work = Files.createDirectories(options.out().resolve("work"));
        Path folder = Files.createTempDirectory(work, "run-");
        Path jar = Jar.extracted(options.jar(), work);
        Figures figures = new Figures();
        Report report = new Report(options, figures, jar);
        Catalogue catalogue = Catalogue.of(
                Path.of(options.catalogue().equals("sample") ? "sample/catalogue.jsonl" : options.catalogue()));
        boolean well = false;
        try {
            well = new Stages(options, catalogue, figures, jar, folder).run() && !figures.differs();
        } finally {
            report.write();
            if (well) {
                Trees.delete(folder); // otherwise the logs stay
            }
        }
        System.exit(well ? 0 : 1);
    }

    static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static List<String> list(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
