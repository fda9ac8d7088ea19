/** What formations consist of, or have to consist of: {@code /v1/compositions}. */
@NullMarked
package org.qalqan.forces.composition;

import org.jspecify.annotations.NullMarked;
