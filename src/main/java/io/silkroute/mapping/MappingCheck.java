package io.silkroute.mapping;

import io.silkroute.mapping.MappingFiles.MappingFile;
import io.silkroute.mapping.read.InputTypes;
import io.silkroute.mapping.read.MappingError;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<MappingFile> files = MappingFiles.in(folder);
        InputTypes types = InputTypes.load();
        try {
            Mappings mappings = new Mappings(files, new MappingReader(types));
            for (MappingFile file : files) {
                check(file, mappings.get(file.name()), types);
            }
        } catch (MappingInvalid e) {
            out.println(e.getMessage());
            failed++;
        }
        return failed == 0;
    }

    private void check(MappingFile file, Mapping mapping, InputTypes types) {
        if (file.cases() == null) {
            out.println(file.name() + ": can be used; it has no cases in " + file.casesName() + ".");
            return;
        }
        List<MappingError> errors = new ArrayList<>();
        List<MappingCase> cases = new MappingCases(types).read(file.casesName(), file.cases(), mapping, errors);
        if (!errors.isEmpty()) {
            throw new MappingInvalid(errors);
        }
        int before = failed;
        for (MappingCase one : cases) {
            List<String> differences = one.differences(mapping);
            if (!differences.isEmpty()) {
                failed++;
                out.println("%s, line %d: %s".formatted(file.casesName(), one.line(), one.name()));
                differences.forEach(difference -> out.println("    " + difference));
            }
        }
        out.println("%s: %d of %d cases hold.".formatted(file.name(), cases.size() - (failed - before), cases.size()));
    }
}
