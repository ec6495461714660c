package io.silkroute.mapping;

import org.springframework.stereotype.Component;

@Component
public class Mappings {
    public Mapping product(String f) {
        return new Mapping(false);
    }

    public Mapping collection(String f) {
        return new Mapping(true);
    }
}
