/** The gateway as callers see it, in front of services that are played by real HTTP servers. */
@NullMarked
package org.qalqan.gateway;

import org.jspecify.annotations.NullMarked;
