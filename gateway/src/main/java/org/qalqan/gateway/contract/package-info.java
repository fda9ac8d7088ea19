/** What the services promise: their OpenAPI documents, the merged one, and the paths that follow from them. */
@NullMarked
package org.qalqan.gateway.contract;

import org.jspecify.annotations.NullMarked;
