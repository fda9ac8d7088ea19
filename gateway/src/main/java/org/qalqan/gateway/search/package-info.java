/** What all services find, in one order. */
@NullMarked
package org.qalqan.gateway.search;

import org.jspecify.annotations.NullMarked;
