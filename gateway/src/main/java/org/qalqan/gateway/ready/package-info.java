/** Answers that are kept as the bytes that go out, for as long as the stores that they were made from stay as they are. */
@NullMarked
package org.qalqan.gateway.ready;

import org.jspecify.annotations.NullMarked;
