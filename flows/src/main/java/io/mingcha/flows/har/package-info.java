/**
 * HAR 1.2, both ways and as a stream: {@link io.mingcha.flows.har.HarWriter} writes a session so that other tools can
 * read it and nothing is lost, {@link io.mingcha.flows.har.HarReader} reads what any tool wrote.
 *
 * <p>Knows {@code flows}, {@code flows.json} and {@code settings}. Known by {@code cli} and {@code reports}.
 */
@NullMarked
package io.mingcha.flows.har;

import org.jspecify.annotations.NullMarked;
