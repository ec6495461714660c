package io.silkroute.inbound.item;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a sender's JSON, in the sender's words: the parser advises on settings that only we could make. */
public final class JsonMistakes {

    private static final Pattern NOT_FINITE = Pattern.compile("token '([-+]?(?:NaN|INF|Infinity))'");
    private static final Pattern TOKEN = Pattern.compile("Unrecognized token '(.{1,60}?)'", Pattern.DOTALL);
    private static final Pattern CHARACTER =
            Pattern.compile("Unexpected character \\((.{1,40}?)\\): (.*)", Pattern.DOTALL);
    private static final Pattern ADVICE_TO_PROGRAMMERS =
            Pattern.compile("[:;,]?[^:;,]*(?:enable|JsonReadFeature|StreamReadFeature|allow it)\\b.*", Pattern.DOTALL);
    private static final int LONGEST = 200;

    private JsonMistakes() {}

    /** A clause without a full stop, with the remedy where there is one. */
    public static final String PACKED =
            "it is packed with gzip; say so by Content-Encoding: gzip, or by the ending .gz of a file";

    public static String told(String message) {
        String line = message.lines().findFirst().orElse("");
        Matcher notFinite = NOT_FINITE.matcher(line);
        if (notFinite.find()) {
            return "JSON knows no number %s; send null, or leave the key out".formatted(notFinite.group(1));
        }
        if (line.contains("UTF-8")) {
            return "it is not UTF-8, as of a file in Latin-1 or Windows-1252; save or export it as UTF-8";
        }
        Matcher token = TOKEN.matcher(line);
        if (token.find()) {
            return "%s is no JSON value; a text stands in double quotes".formatted(Quoted.quoted(token.group(1)));
        }
        if (line.contains("end-of-input")) {
            return "it ends before all brackets and quotes are closed; perhaps it was cut off";
        }
        if (line.contains("CTRL-CHAR, code 31)")) {
            return PACKED;
        }
        if (line.contains("Illegal character ((CTRL-CHAR")) {
            return "there is a control character where none can stand; perhaps it is no text at all";
        }
        if (line.contains("CTRL-CHAR")) {
            return "a text holds a line break or another control character; write it as \\n or \\t";
        }
        if (line.contains("eading zero")) {
            return "a number begins with zeros; put it in quotes, or leave them out";
        }
        Matcher character = CHARACTER.matcher(line);
        if (character.find()) {
            return character(character.group(1), character.group(2));
        }
        String plain = ADVICE_TO_PROGRAMMERS.matcher(line).replaceAll("").strip();
        return plain.isEmpty() ? "it cannot be read" : plain.substring(0, Math.min(plain.length(), LONGEST));
    }

    private static String character(String character, String expected) {
        String found = character.replaceFirst(" \\(code.*", "");
        if (found.startsWith("'''") || character.contains("code 39")) {
            return "it has single quotes; JSON has double ones";
        }
        if (found.matches("'[“”„«»‘’]'")) {
            return "it has typographic quotes (%s); JSON has straight ones".formatted(found);
        }
        if (found.startsWith("'<'")) {
            return "there is '<' as in XML or HTML; send JSON";
        }
        if (expected.contains("double-quote to start") || expected.contains("expected a value")) {
            return "there is %s where a name or value should stand; perhaps a comma too many before it"
                    .formatted(found);
        }
        if (expected.contains("comma")) {
            return "there is %s where a comma or the closing bracket should stand".formatted(found);
        }
        return "there is an unexpected %s".formatted(found);
    }
}
