/**
 * Measures the shipped command against the limit and against peers, and stresses it until it breaks or the time is up.
 *
 * <p>Knows everything that is shipped. Known by: nobody.
 */
@NullMarked
package io.mingcha.bench;

import org.jspecify.annotations.NullMarked;
