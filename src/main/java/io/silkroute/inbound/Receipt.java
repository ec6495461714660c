package io.silkroute.inbound;

import java.util.List;

/** What became of a delivery. @param rejections the first 100 */
record Receipt(String receipt, long accepted, long rejected, List<Rejection> rejections) {}
