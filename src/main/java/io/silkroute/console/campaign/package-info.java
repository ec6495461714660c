/** Campaigns and codes as people see and write them: the list, one campaign with its codes, the forms, and jobs of codes at work. */
@NullMarked
package io.silkroute.console.campaign;

import org.jspecify.annotations.NullMarked;
