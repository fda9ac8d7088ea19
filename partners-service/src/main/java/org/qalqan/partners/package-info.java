/** The partners service. */
@NullMarked
package org.qalqan.partners;

import org.jspecify.annotations.NullMarked;
