/** Programmes, their stages, objectives and outcomes: {@code /v1/programmes}. */
@NullMarked
package org.qalqan.partners.programme;

import org.jspecify.annotations.NullMarked;
