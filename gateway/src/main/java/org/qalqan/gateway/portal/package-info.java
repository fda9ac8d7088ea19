/** What a visitor sees first: the index, the documentation page, the pages that explain problems. */
@NullMarked
package org.qalqan.gateway.portal;

import org.jspecify.annotations.NullMarked;
