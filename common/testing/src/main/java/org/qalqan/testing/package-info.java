/** What the tests of all services share: a real database for each module, and the rules that every collection must keep. */
@NullMarked
package org.qalqan.testing;

import org.jspecify.annotations.NullMarked;
