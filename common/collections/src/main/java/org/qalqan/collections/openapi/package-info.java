/** The OpenAPI document, from the declarations that the code runs on. */
@NullMarked
package org.qalqan.collections.openapi;

import org.jspecify.annotations.NullMarked;
