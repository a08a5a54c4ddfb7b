/**
 * A night in the lab: many plans, variants and devices from one file, each run kept in a ledger, so that what is done is done
 * once whatever happens.
 *
 * <p>Knows {@code plan}, {@code run}, {@code device}, {@code flows} and {@code settings}.
 */
@NullMarked
package io.mingcha.sessions.batch;

import org.jspecify.annotations.NullMarked;
