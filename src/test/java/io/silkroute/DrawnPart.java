package io.silkroute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/**
 * A part of a document that is drawn from code or routes. It stands between the comments {@code drawn: <name>} and
 * {@code end of <name>}.
 */
public record DrawnPart(Path document, String name) {

    /** A system property: draw the part anew instead of failing. */
    private static final String DRAW = "docs.draw";

    /** Fails if the document says something else. What it should say is then in {@code target/docs}. */
    public void isSameAs(String drawn) {
        try {
            String text = Files.readString(document);
            Matcher part = Pattern.compile(
                            "(<!-- drawn: " + name + " -->\n\n)(.*)(\n\n<!-- end of " + name + " -->)", Pattern.DOTALL)
                    .matcher(text);
            Assertions.assertThat(part.find())
                    .as(document + " has a place for " + name)
                    .isTrue();
            if (Boolean.getBoolean(DRAW)) {
                Files.writeString(document, part.replaceFirst("$1" + Matcher.quoteReplacement(drawn) + "$3"));
                return;
            }
            Path wanted = Path.of("target/docs", name + ".md");
            Files.createDirectories(wanted.getParent());
            Files.writeString(wanted, drawn + "\n");
            Assertions.assertThat(part.group(2))
                    .as(
                            "%s in %s; as it should be it is in %s, and -D%s=true puts it there",
                            name, document, wanted, DRAW)
                    .isEqualTo(drawn);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
