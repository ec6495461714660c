/** Rows of files: CSV and its like, read in flat memory and more than once. Each row knows its number in the file. */
@NullMarked
package io.silkroute.source.table;

import org.jspecify.annotations.NullMarked;
