package io.silkroute.mapping;

import io.silkroute.mapping.read.InputTypes;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Checks the mapping files and runs the cases beside them, without starting anything: {@code --check-mappings}. */
public final class MappingCheck {

    public static final String ARGUMENT = "--check-mappings";

    private final PrintStream out;
    private int failed;

    private MappingCheck(PrintStream out) {
        this.out = out;
    }

    /**
     * Of the folder that {@code silkroute.mappings} names as an argument or in the environment, else {@code mappings}.
     *
     * @return whether every file can be used and every case holds
     */
    public static boolean passes(String... arguments) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return passes(Path.of(settings.getProperty("silkroute.mappings", "mappings")), System.out);
    }

    /** @return whether every file can be used and every case holds; what is wrong has been printed */
    static boolean passes(Path folder, PrintStream out) {
        return new MappingCheck(out).passes(folder);
    }

    private boolean passes(Path folder) {
        List<MappingReview.Reviewed> files = MappingReview.now(MappingFiles.in(folder), InputTypes.load(), null);
        if (files.stream().allMatch(MappingReview.Reviewed::usable)) {
            files.forEach(this::tell);
        } else {
            files.stream().flatMap(file -> file.errors().stream()).forEach(out::println);
            failed++;
        }
        return failed == 0;
    }

    private void tell(MappingReview.Reviewed file) {
        List<MappingReview.Tried> cases = file.cases();
        if (file.words() != null) {
            out.println("%s: can be used; words: %d.".formatted(file.name(), file.words()));
            return;
        }
        if (cases == null) {
            out.println(file.name() + ": can be used; it has no cases in " + file.casesName() + ".");
            return;
        }
        List<MappingReview.Tried> otherwise =
                cases.stream().filter(one -> !one.holds()).toList();
        for (MappingReview.Tried one : otherwise) {
            out.println("%s, line %d: %s".formatted(file.casesName(), one.line(), one.name()));
            one.differences().forEach(difference -> out.println("    " + difference));
        }
        failed += otherwise.size();
        out.println("%s: %d of %d cases hold.".formatted(file.name(), cases.size() - otherwise.size(), cases.size()));
    }
}
