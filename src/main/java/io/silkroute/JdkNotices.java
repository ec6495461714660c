package io.silkroute;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The broker's queues use a method whose end Java 24 and later announce on the console, once, at its first use. It is
 * used here first, while nobody reads: the notice is for the library's authors and would be the first thing an
 * operator sees.
 */
final class JdkNotices {

    private JdkNotices() {}

    static void readPast() {
        PrintStream console = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            Class.forName("org.jctools.util.UnsafeAccess");
        } catch (ClassNotFoundException | LinkageError e) {
            // the broker tells it where it needs the class
        } finally {
            System.setErr(console);
        }
    }
}
