/** Room on the disk, and what is done without: nothing more is accepted, and what cannot be written ends the process. */
@NullMarked
package io.silkroute.disk;

import org.jspecify.annotations.NullMarked;
