package io.silkroute.inbound.receipt;

import java.util.List;

/**
 * What became of a delivery, as its sender is told at once.
 *
 * @param rejections the first 100
 * @param warned how many warnings there are
 * @param warnings the first 100
 */
public record Receipt(
        String receipt, long accepted, long rejected, List<Remark> rejections, long warned, List<Remark> warnings) {}
