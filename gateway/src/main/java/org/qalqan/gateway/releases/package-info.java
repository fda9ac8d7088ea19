/** Cutting releases: the whole record, made into one file that never changes. */
@NullMarked
package org.qalqan.gateway.releases;

import org.jspecify.annotations.NullMarked;
