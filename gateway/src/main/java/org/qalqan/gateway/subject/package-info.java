/** Whose reform the record is about. */
@NullMarked
package org.qalqan.gateway.subject;

import org.jspecify.annotations.NullMarked;
