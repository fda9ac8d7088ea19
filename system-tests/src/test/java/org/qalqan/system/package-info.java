/** Black-box tests of the packaged jars, through the gateway. */
@NullMarked
package org.qalqan.system;

import org.jspecify.annotations.NullMarked;
