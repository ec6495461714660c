package io.silkroute.source.profile;

import io.silkroute.mapping.read.YamlFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where profiles lie: those in the folder beside the application win over those inside it. */
public final class ProfileFiles {

    private ProfileFiles() {}

    /** @param cases the text of the {@code .test.yaml} beside it */
    public record ProfileFile(
            String name, String text, @Nullable String cases, boolean own) {}

    public static List<ProfileFile> in(Path folder) {
        Map<String, ProfileFile> files = new TreeMap<>();
        add(YamlFiles.packaged("sources"), false, files);
        add(YamlFiles.beside(folder), true, files);
        return List.copyOf(files.values());
    }

    private static void add(Map<String, String> texts, boolean own, Map<String, ProfileFile> files) {
        texts.forEach((file, text) -> {
            if (!YamlFiles.hasCases(file)) {
                String name = YamlFiles.stem(file);
                ProfileFile packaged = files.get(name);
                // A copy that says the same as the one inside is no other.
                boolean same = packaged != null && packaged.text().equals(text);
                files.put(name, new ProfileFile(name, text, texts.get(YamlFiles.casesOf(name)), own && !same));
            }
        });
    }
}
