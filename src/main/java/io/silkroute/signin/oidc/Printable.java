package io.silkroute.signin.oidc;

import org.jspecify.annotations.Nullable;

/** What somebody else wrote, so that it can stand in a line of ours. */
final class Printable {

    private static final int LONGEST = 200;

    private Printable() {}

    static String of(@Nullable Object text) {
        return of(text, LONGEST);
    }

    static String of(@Nullable Object text, int longest) {
        String printable = String.valueOf(text).replaceAll("[\\p{Cntrl}\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return printable.codePointCount(0, printable.length()) > longest
                ? printable.substring(0, printable.offsetByCodePoints(0, longest))
                : printable;
    }
}
