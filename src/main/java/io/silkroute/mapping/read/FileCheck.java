package io.silkroute.mapping.read;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What {@code --check-mappings} says of files and their cases. Printed is what was found. */
public final class FileCheck {

    private final PrintStream out;
    private boolean passes = true;

    public FileCheck(PrintStream out) {
        this.out = out;
    }

    /** The folder that a setting names as an argument or in the environment. */
    public static Path folder(String setting, String otherwise, String... arguments) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return Path.of(settings.getProperty(setting, otherwise));
    }

    /** With one of them the check does not pass. */
    public void errors(Collection<MappingError> errors) {
        errors.forEach(out::println);
        passes &= errors.isEmpty();
    }

    /** Of a file that can be used. @param cases those in {@code casesFile}; null: there is no such file */
    public void tried(String file, String casesFile, @Nullable List<TriedCase> cases) {
        if (cases == null) {
            out.println(file + ": can be used; it has no cases in " + casesFile + ".");
            return;
        }
        List<TriedCase> otherwise = cases.stream().filter(one -> !one.holds()).toList();
        for (TriedCase one : otherwise) {
            out.println("%s, line %d: %s".formatted(casesFile, one.line(), one.name()));
            one.differences().forEach(difference -> out.println("    " + difference));
        }
        passes &= otherwise.isEmpty();
        out.println("%s: %d of %d cases hold.".formatted(file, cases.size() - otherwise.size(), cases.size()));
    }

    /** Of a look-up table that can be used. */
    public void words(String file, int words) {
        out.println("%s: can be used; words: %d.".formatted(file, words));
    }

    /** Can every file be used, and does every case hold? */
    public boolean passes() {
        return passes;
    }
}
