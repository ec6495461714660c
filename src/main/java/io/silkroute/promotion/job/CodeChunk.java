package io.silkroute.promotion.job;

import io.silkroute.connector.ConnectorName;
import java.util.List;

/**
 * Some codes of a job on their way through the door.
 *
 * @param arrival their items come with this number or a higher one
 * @param lines the items, one a line
 */
record CodeChunk(String job, ConnectorName connector, List<CodeJobs.JobCode> codes, long arrival, byte[] lines) {}
