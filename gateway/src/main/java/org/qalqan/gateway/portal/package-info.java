/**
 * What a visitor sees first: the pages, the console, and the files by which machines find their way. The words about the subject
 * come from the contract, the dataset's descriptor and {@code portal.yaml}; another dataset brings others.
 */
@NullMarked
package org.qalqan.gateway.portal;

import org.jspecify.annotations.NullMarked;
