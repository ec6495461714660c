package io.silkroute.console;

import io.silkroute.search.SearchText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text in pieces, so that a page can mark what was searched for in it without making any of it HTML. */
public final class Marked {

    /** @param hit is it what was searched for? */
    public record Piece(String text, boolean hit) {}

    private final List<String> parts;

    /** @param q what was searched for */
    Marked(String q) {
        List<String> parts = new ArrayList<>();
        for (String part : SearchText.folded(q).split("\\s+")) {
            parts.add(part);
            parts.addAll(List.of(part.split("[^\\p{L}\\p{N}]+")));
        }
        parts.removeIf(String::isBlank);
        this.parts = List.copyOf(parts);
    }

    public List<Piece> of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        StringBuilder folded = new StringBuilder();
        List<Integer> from = new ArrayList<>(); // where in the text each of the folded letters begins
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            String as = SearchText.folded(Character.toString(text.codePointAt(at)));
            folded.append(as);
            from.addAll(Collections.nCopies(as.length(), at));
        }
        from.add(text.length());
        BitSet hit = new BitSet();
        for (String part : parts) {
            for (int at = folded.indexOf(part); at >= 0; at = folded.indexOf(part, at + 1)) {
                if (beginsWord(folded, at)) {
                    hit.set(from.get(at), from.get(at + part.length()));
                }
            }
        }
        return pieces(text, hit);
    }

    // Words of scripts without spaces begin anywhere.
    private static boolean beginsWord(StringBuilder text, int at) {
        return at == 0
                || !Character.isLetterOrDigit(text.codePointBefore(at))
                || Character.isIdeographic(text.codePointAt(at));
    }

    private static List<Piece> pieces(String text, BitSet hit) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            boolean marked = hit.get(from);
            int end = marked ? hit.nextClearBit(from) : hit.nextSetBit(from);
            end = end < 0 ? text.length() : Math.min(end, text.length());
            pieces.add(new Piece(text.substring(from, end), marked));
            from = end;
        }
        return pieces;
    }
}
