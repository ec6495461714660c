package io.silkroute.preview.dryrun;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do with one item.
 *
 * @param reason in a sentence
 * @param fields those that would be sent first, then those that the shop holds otherwise than they were sent
 * @param points that it would take; 0 for a variant, whose product counts
 * @param pending is it among the changes that the next run looks at?
 * @param unread why the shop was not read, in a sentence; null if it was, or where it holds nothing
 * @param fieldsLeftOut how many further fields there are
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DryRunItem(
        String type,
        String id,
        DryRunAction action,
        String reason,
        List<DryRunField> fields,
        long points,
        boolean pending,
        @Nullable String unread,
        int fieldsLeftOut) {}
