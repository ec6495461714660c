package io.silkroute.inbound;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of what is taken in.
 *
 * @param maxBody largest delivery, unpacked
 * @param maxFile largest file of the inbox, unpacked
 * @param maxItem largest item, compacted
 * @param chunkItems most items of one message
 * @param chunkSize size from which a message is closed, in characters
 * @param pushes most pushes taken in at the same time
 */
@ConfigurationProperties("silkroute.inbound")
record InboundSettings(
        @DefaultValue("256MB") DataSize maxBody,
        @DefaultValue("4096MB") DataSize maxFile,
        @DefaultValue("1MB") DataSize maxItem,
        @DefaultValue("500") int chunkItems,
        @DefaultValue("256KB") DataSize chunkSize,
        @DefaultValue("12") int pushes) {

    InboundSettings {
        if (maxBody.toBytes() < 1 || maxFile.toBytes() < 1 || maxItem.toBytes() < 1 || chunkSize.toBytes() < 1) {
            throw new IllegalArgumentException("silkroute.inbound: sizes must be larger than 0");
        }
        if (maxItem.toMegabytes() > 16) {
            throw new IllegalArgumentException("silkroute.inbound.max-item: at most 16MB");
        }
        if (chunkItems < 1 || pushes < 1) {
            throw new IllegalArgumentException("silkroute.inbound: chunk-items and pushes must be at least 1");
        }
    }
}
