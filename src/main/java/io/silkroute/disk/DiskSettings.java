package io.silkroute.disk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param minimumFree what stays free on each disk that database or queue write to; with less nothing is accepted and
 *     nothing runs. 0 switches the guard off
 * @param acceptLoss start although the database's log cannot be replayed to the end
 */
@ConfigurationProperties("silkroute.disk")
record DiskSettings(
        @DefaultValue("512MB") DataSize minimumFree,
        @DefaultValue("false") boolean acceptLoss) {}
