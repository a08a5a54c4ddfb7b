/**
 * What a tester says about a run as JSON, for programs: the store keeps it, a HAR file carries it. The file that people
 * write is read elsewhere.
 *
 * <p>Knows {@code flows}. Known by {@code flows.har} and {@code store}.
 */
@NullMarked
package io.mingcha.flows.json;

import org.jspecify.annotations.NullMarked;
