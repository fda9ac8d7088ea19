/** {@code /v1/changes}: what has happened to the record, from all services. */
@NullMarked
package org.qalqan.gateway.changes;

import org.jspecify.annotations.NullMarked;
