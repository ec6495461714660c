/**
 * A connector's settings, a page for each task of the person who sets them: its shop, what goes out, when, removals, the
 * PIM's access, and what was changed before. Promises: a page changes no key that it does not show, and nothing that
 * somebody else has changed since it was opened.
 */
@NullMarked
package io.silkroute.console.settings;

import org.jspecify.annotations.NullMarked;
