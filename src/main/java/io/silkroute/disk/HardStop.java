package io.silkroute.disk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process where it stands, as a power cut would. After a write that failed nobody knows what the file holds;
 * whatever went on could be answered for and lost. A start reads what is there, and goes on from that.
 */
interface HardStop {

    /** Of {@code sysexits.h}: an error occurred while doing I/O on some file. */
    int STATUS = 74;

    void because(String what, Throwable cause);

    static HardStop ofTheProcess() {
        Logger log = LoggerFactory.getLogger(HardStop.class);
        return (what, cause) -> {
            try {
                log.error(
                        "{} The process ends here, so that nothing is answered for that is not written. Make room or mend the disk, and start it again.",
                        what,
                        cause);
            } finally {
                Runtime.getRuntime().halt(STATUS);
            }
        };
    }
}
