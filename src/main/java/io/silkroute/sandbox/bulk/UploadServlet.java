package io.silkroute.sandbox.bulk;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes staged uploads as Google's storage does: a form with the file last, answered with XML. */
final class UploadServlet extends HttpServlet {

    private static final int LONGEST_FIELD = 16 << 10;
    private static final long serialVersionUID = 1L;

    private final transient StagedUploads uploads;

    UploadServlet(StagedUploads uploads) {
        this.uploads = uploads;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Part> parts;
        try {
            parts = new ArrayList<>(request.getParts());
        } catch (ServletException | IllegalStateException e) {
            answer(
                    response,
                    400,
                    error(e instanceof IllegalStateException ? "EntityTooLarge" : "MalformedPOSTRequest"));
            return;
        }
        Map<String, String> form = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean last = i == parts.size() - 1;
            if (part.getName().equals("file") != last) {
                answer(response, 400, error("InvalidArgument"));
                return;
            }
            if (!last) {
                try (InputStream value = part.getInputStream()) {
                    form.put(part.getName(), new String(value.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8));
                }
            }
        }
        if (parts.isEmpty()) {
            answer(response, 400, error("MalformedPOSTRequest"));
            return;
        }
        Part file = parts.get(parts.size() - 1);
        String problem;
        try (InputStream content = file.getInputStream()) {
            problem = uploads.receive(form, content, file.getSize());
        }
        String key = form.getOrDefault("key", "");
        if (problem != null) {
            answer(response, problem.equals("SignatureDoesNotMatch") ? 403 : 400, error(problem));
        } else {
            String location = request.getRequestURL().toString() + key;
            answer(
                    response,
                    201,
                    "<PostResponse><Location>" + location + "</Location><Bucket>sandbox</Bucket><Key>" + key
                            + "</Key><ETag>\"" + Integer.toHexString(key.hashCode()) + "\"</ETag></PostResponse>");
        }
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>The upload was refused.</Message></Error>";
    }

    private static void answer(HttpServletResponse response, int status, String xml) throws IOException {
        response.setStatus(status);
        response.setContentType("application/xml; charset=UTF-8");
        response.getOutputStream()
                .write(("<?xml version='1.0' encoding='UTF-8'?>" + xml).getBytes(StandardCharsets.UTF_8));
    }
}
