/** Whether the answers of a test are those that an OpenAPI document promises. */
@NullMarked
package org.qalqan.conformance;

import org.jspecify.annotations.NullMarked;
