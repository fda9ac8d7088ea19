/** {@code /v1/structure/compare}: the structure on two dates, and the decree behind each change. */
@NullMarked
package org.qalqan.gateway.structurecompare;

import org.jspecify.annotations.NullMarked;
