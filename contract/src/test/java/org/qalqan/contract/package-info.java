/** Checks of the committed OpenAPI documents. */
@NullMarked
package org.qalqan.contract;

import org.jspecify.annotations.NullMarked;
