/** {@code /v1/sources/{id}/evidence}: a source, paragraph by paragraph, with every value that it supports. */
@NullMarked
package org.qalqan.gateway.sourceevidence;

import org.jspecify.annotations.NullMarked;
