package io.silkroute.mapping;

import io.silkroute.mapping.read.MappingError;
import java.util.List;
import java.util.stream.Collectors;

/** A mapping file cannot be used; all that is wrong with it at once. */
public final class MappingInvalid extends RuntimeException {

    private final transient List<MappingError> errors;

    MappingInvalid(List<MappingError> errors) {
        super(errors.stream().map(MappingError::toString).collect(Collectors.joining("\n")));
        this.errors = errors;
    }

    public List<MappingError> errors() {
        return errors;
    }
}
