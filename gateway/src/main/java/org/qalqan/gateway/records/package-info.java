/** {@code /v1/records}: labels for any ids, from all services. */
@NullMarked
package org.qalqan.gateway.records;

import org.jspecify.annotations.NullMarked;
