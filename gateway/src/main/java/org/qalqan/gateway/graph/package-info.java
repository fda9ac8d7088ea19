/** What a record refers to, and what refers to it, as nodes and edges. */
@NullMarked
package org.qalqan.gateway.graph;

import org.jspecify.annotations.NullMarked;
