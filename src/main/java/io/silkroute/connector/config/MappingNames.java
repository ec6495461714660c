package io.silkroute.connector.config;

import java.util.List;

/** The mapping files a connector can name. */
public interface MappingNames {

    /** File names such as {@code product.yaml}, sorted. */
    List<String> names();
}
