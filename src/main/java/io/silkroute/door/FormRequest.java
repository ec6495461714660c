package io.silkroute.door;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose form has been read, or that is answered as if it had none. */
final class FormRequest extends HttpServletRequestWrapper {

    private final byte[] form;
    private final Map<String, String[]> fields = new LinkedHashMap<>();
    private @Nullable Map<String, String[]> parameters;

    /** @throws IllegalArgumentException if it is not encoded as a form is */
    FormRequest(HttpServletRequest request, byte[] form) {
        super(request);
        this.form = form;
        String text = new String(form, StandardCharsets.UTF_8);
        for (String field : text.isEmpty() ? new String[0] : text.split("&")) {
            int equals = field.indexOf('=');
            add(
                    fields,
                    decoded(equals < 0 ? field : field.substring(0, equals)),
                    equals < 0 ? "" : decoded(field.substring(equals + 1)));
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void add(Map<String, String[]> to, String name, String... values) {
        to.merge(name, values, (before, more) -> {
            String[] both = Arrays.copyOf(before, before.length + more.length);
            System.arraycopy(more, 0, both, before.length, more.length);
            return both;
        });
    }

    // Those of the address come first. The server does not look for others: somebody has begun to read the body.
    private Map<String, String[]> parameters() {
        Map<String, String[]> known = parameters;
        if (known == null) {
            known = new LinkedHashMap<>(super.getParameterMap());
            for (Map.Entry<String, String[]> field : fields.entrySet()) {
                add(known, field.getKey(), field.getValue());
            }
            parameters = known;
        }
        return known;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters().get(name);
        return values == null || values.length == 0 ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters().get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters());
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().keySet());
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(form);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int from, int n) {
                return bytes.read(into, from, n);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("a form has been read already");
            }
        };
    }
}
