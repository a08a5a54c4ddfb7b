/**
 * Where an instant stands to the person's choices and to the app's state, with the uncertainty of the markers.
 *
 * <p>Knows {@code flows}. Known by {@code analyzer.judge} and {@code analyzer}. Pure.
 */
@NullMarked
package io.mingcha.analyzer.timeline;

import org.jspecify.annotations.NullMarked;
