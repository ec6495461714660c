package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * productSet's {@code files}: the product's images become exactly these. A source is a new image each time it is given,
 * also one that the product has or that another entry names; an id keeps an image that the product has.
 */
final class FilesInput {
    private final Catalogue catalogue;

    FilesInput(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    void set(Product product, Input input, List<UserError> errors) {
        if (!input.given("files")) {
            return;
        }
        List<Media> media = new ArrayList<>();
        List<Input> files = input.inputs("files");
        for (int i = 0; i < files.size(); i++) {
            Input file = files.get(i);
            String at = String.valueOf(i);
            String type = file.text("contentType", "IMAGE");
            if (!type.equals("IMAGE")) {
                errors.add(UserError.at(
                        "INVALID_INPUT",
                        "Only images can be added to this shop's products.",
                        "input",
                        "files",
                        at,
                        "contentType"));
            } else if (file.given("id")) {
                byId(product, file, media, errors, at);
            } else if (!file.text("originalSource", "").matches("(?i)https?://\\S+")) {
                errors.add(
                        UserError.at("INVALID_INPUT", "Image URL is invalid", "input", "files", at, "originalSource"));
            } else if (file.text("alt", "").length() > 512) {
                errors.add(UserError.at(
                        "INVALID_INPUT",
                        "The alt value exceeds the maximum limit of 512 characters.",
                        "input",
                        "files",
                        at,
                        "alt"));
            } else {
                media.add(fetched(catalogue, file));
            }
        }
        product.media = List.copyOf(media);
    }

    static Media fetched(Catalogue catalogue, Input file) {
        return new Media(
                catalogue.nextId(),
                Objects.requireNonNull(file.text("originalSource")),
                file.text("alt"),
                catalogue.now());
    }

    private void byId(Product product, Input file, List<Media> media, List<UserError> errors, String at) {
        long id = Gid.number(file.text("id"), "MediaImage");
        Media held = product.media(id);
        if (held == null) {
            errors.add(UserError.at(
                    "INVALID_INPUT", "File id " + file.text("id") + " does not exist.", "input", "files", at, "id"));
        } else if (media.stream().anyMatch(other -> other.id() == id)) {
            errors.add(UserError.at(
                    "INVALID_INPUT", "File id " + file.text("id") + " is given twice.", "input", "files", at, "id"));
        } else {
            media.add(file.has("alt") ? new Media(id, held.url(), file.text("alt"), held.createdAt()) : held);
        }
    }
}
