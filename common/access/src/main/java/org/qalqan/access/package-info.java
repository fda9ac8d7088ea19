/** Who may do what: bearer tokens of an OpenID Connect issuer, and their roles. */
@NullMarked
package org.qalqan.access;

import org.jspecify.annotations.NullMarked;
