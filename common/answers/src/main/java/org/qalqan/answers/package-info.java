/** What every answer has, whatever it says: entity tag, content coding, cache directives, cross-origin and security headers. */
@NullMarked
package org.qalqan.answers;

import org.jspecify.annotations.NullMarked;
