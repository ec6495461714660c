package io.silkroute.inbound;

import io.silkroute.inbound.item.Quoted;
import io.silkroute.source.Unconvertible;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A delivery that is not taken in, nothing of it. The detail says what to do. */
final class Refusal extends RuntimeException {

    private final int status;
    private final String title;
    private final String detail;
    private final transient Map<String, String> headers;

    private Refusal(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.headers = headers;
    }

    /** The refusal that is behind a failure, if there is one. */
    static Optional<Refusal> in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    static Refusal malformed(int line, int column, String what) {
        return new Refusal(
                400,
                "Malformed JSON",
                "Nothing was accepted, because the JSON is malformed at line %d, column %d: %s. Correct it and send everything again."
                        .formatted(line, column, what),
                Map.of());
    }

    static Refusal notUtf8(long line, long offset, String what) {
        return new Refusal(
                400,
                "Not UTF-8",
                "Nothing was accepted, because it is not UTF-8 at line %d, byte %d: %s. Save or export it as UTF-8 and send everything again."
                        .formatted(line, offset, what),
                Map.of());
    }

    static Refusal broken(String what) {
        return new Refusal(400, "Unreadable body", "Nothing was accepted: " + what, Map.of());
    }

    /** A file of a kind that is not taken in, by its name. */
    static Refusal fileKind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        int dot = plain.lastIndexOf('.');
        String kind = dot <= 0 || dot == plain.length() - 1
                ? "A file without an ending such as .jsonl"
                : "A " + Quoted.quoted(plain.substring(dot)) + " file";
        String remedy = plain.matches(".*\\.(xls|ods)")
                ? " Export the catalogue from the PIM in one of these forms."
                : plain.matches(".*\\.(zip|7z|rar|tar|tgz|bz2|xz|zst)")
                        ? " Unpack it and put the files themselves there."
                        : " Give it the ending of what it holds.";
        return new Refusal(
                415,
                "Kind of file not taken in",
                kind + " is not taken in. Taken in are .json (one item, or a list of items) and .jsonl or .ndjson"
                        + " (an item a line), in UTF-8, .csv, .tsv, .tab, .txt, .xlsx and .xml (rows of which a profile says what they are),"
                        + " and each of them packed as .gz." + remedy,
                Map.of());
    }

    /** A file of rows of which no items can be made. */
    static Refusal unconvertible(Unconvertible no) {
        return new Refusal(422, no.title(), "Nothing was accepted. " + no.sentence(), Map.of());
    }

    /** @param asked a word of the query that is neither true nor false */
    static Refusal neitherTrueNorFalse(String name, String asked) {
        return new Refusal(
                400,
                "Neither true nor false",
                "Nothing was accepted, because “%s” is asked for as %s. Send %s=true, %s=false, or leave it out."
                        .formatted(name, Quoted.quoted(asked), name, name),
                Map.of());
    }

    static Refusal emptyFile() {
        return new Refusal(
                400,
                "Empty file",
                "The file is empty, so there was nothing to take in. Look whether the export ran to its end, and put the file there again.",
                Map.of());
    }

    /** @param connectors some that there are */
    static Refusal besideFolders(List<String> connectors) {
        return new Refusal(
                404,
                "Belongs to no connector",
                "The file lies beside the connectors' folders, so it belongs to none of them. Put it into the folder of its connector"
                        + (connectors.isEmpty()
                                ? ", once there is one."
                                : ": " + String.join("/, ", connectors) + "/."),
                Map.of());
    }

    static Refusal belowFolder(String connector) {
        return new Refusal(
                404,
                "In a folder of its own",
                "The file lies in a folder below %s/, where nothing is taken in. Put it into %s/ itself."
                        .formatted(connector, connector),
                Map.of());
    }

    static Refusal unreadableFile(IOException why) {
        return new Refusal(
                403,
                "Unreadable file",
                "The file cannot be read (%s). Give the account that Silkroute runs as the right to read it, and put it there again."
                        .formatted(why.getClass().getSimpleName()),
                Map.of());
    }

    static Refusal unauthorized(String detail) {
        return new Refusal(401, "Not authorized", detail, Map.of("WWW-Authenticate", "Bearer realm=\"silkroute-pim\""));
    }

    /** Of a file: its folder names none. */
    static Refusal unknownConnector(String name) {
        return new Refusal(
                404,
                "Unknown connector",
                "There is no connector named %s. Create it first, or correct the name.".formatted(Quoted.quoted(name)),
                Map.of());
    }

    static Refusal method(String method) {
        return new Refusal(
                405,
                "Method not allowed",
                "%s is not possible here: send items with POST.".formatted(method),
                Map.of("Allow", "POST"));
    }

    static Refusal tooSlow() {
        return new Refusal(
                408,
                "Too slow",
                "Nothing was accepted, because the body came too slowly, or nothing more of it came. Send everything again, in smaller parts if the line is slow.",
                Map.of());
    }

    static Refusal tooLarge(long bound) {
        return new Refusal(
                413,
                "Too large",
                String.format(
                        Locale.ROOT,
                        "Nothing was accepted, because the body is larger than %,d bytes (unpacked). Send it in several requests, or raise silkroute.inbound.max-body.",
                        bound),
                Map.of());
    }

    static Refusal tooLargeFile(long bound) {
        return new Refusal(
                413,
                "Too large",
                String.format(
                        Locale.ROOT,
                        "Nothing was accepted, because the file is larger than %,d bytes (unpacked). Part it, or raise silkroute.inbound.max-file.",
                        bound),
                Map.of());
    }

    static Refusal beyondLimits(int line, int column, String what) {
        return new Refusal(
                413,
                "Too large",
                "Nothing was accepted, because of line %d, column %d: %s. Leave that value out and send everything again."
                        .formatted(line, column, what),
                Map.of());
    }

    static Refusal contentType(String detail) {
        return new Refusal(
                415, "Content type not supported", detail, Map.of("Accept", "application/json, application/x-ndjson"));
    }

    static Refusal busy(int deliveries) {
        return new Refusal(
                429,
                "Too many pushes at once",
                "%d pushes are being taken in already. Send this one again in a second.".formatted(deliveries),
                Map.of("Retry-After", "1"));
    }

    static Refusal noRoom(String sentence) {
        return new Refusal(
                503,
                "Cannot take more now",
                "Nothing was accepted. " + sentence + " Send everything again in a minute.",
                Map.of("Retry-After", "60"));
    }

    static Refusal queueAway() {
        return new Refusal(
                503,
                "Cannot take more now",
                "The queue does not take the items at the moment (broker away or full). Nothing was accepted; send everything again in some seconds.",
                Map.of("Retry-After", "10"));
    }

    static Refusal databaseAway() {
        return new Refusal(
                503,
                "Cannot take more now",
                "The receipt could not be written down (database away), so it is not said what was accepted. Send everything again in some seconds: what comes twice does no harm.",
                Map.of("Retry-After", "10"));
    }

    static Refusal internal() {
        return new Refusal(
                500,
                "Internal error",
                "Nothing was accepted, because of an error on our side; the log says more. Send everything again later.",
                Map.of());
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }

    Map<String, String> headers() {
        return headers;
    }
}
