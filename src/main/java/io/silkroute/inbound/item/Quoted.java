package io.silkroute.inbound.item;

/** Foreign values within our sentences: short, printable, in quotes. */
public final class Quoted {

    private static final int LONGEST = 60;

    private Quoted() {}

    public static String quoted(String value) {
        StringBuilder out = new StringBuilder("\"");
        int n = Math.min(value.length(), LONGEST);
        for (int i = 0; i < n; i++) {
            char c = value.charAt(i);
            out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
        }
        return out.append(value.length() > LONGEST ? "…\"" : "\"").toString();
    }
}
