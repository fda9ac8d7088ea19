/** {@code /v1/years/{year}}: one year in review. */
@NullMarked
package org.qalqan.gateway.year;

import org.jspecify.annotations.NullMarked;
