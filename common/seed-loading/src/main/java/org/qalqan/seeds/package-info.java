/** The dataset as files: reading, checking, formatting them, and loading them into a store. */
@NullMarked
package org.qalqan.seeds;

import org.jspecify.annotations.NullMarked;
