/**
 * The whole of Qalqan on one machine: a PostgreSQL that needs no installation, and the four packaged services on it.
 *
 * <p>{@link org.qalqan.localstack.LocalStack} is for programs, such as the system tests; {@code Main} is what the
 * {@code qalqan} script runs. Nothing here depends on the services' code: they are started from their packaged jars,
 * with the same variables as in containers.
 */
@NullMarked
package org.qalqan.localstack;

import org.jspecify.annotations.NullMarked;
