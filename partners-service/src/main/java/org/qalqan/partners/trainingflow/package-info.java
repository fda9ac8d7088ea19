/** Training flows and attrition: {@code /v1/training-flows}. */
@NullMarked
package org.qalqan.partners.trainingflow;

import org.jspecify.annotations.NullMarked;
