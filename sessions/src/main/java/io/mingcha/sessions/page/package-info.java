/**
 * What a web page shows, as elements: the script that reads it in the page, and the reading of what it returns.
 *
 * <p>Knows {@code sessions.device}. Known by the drivers that show web pages.
 */
@NullMarked
package io.mingcha.sessions.page;

import org.jspecify.annotations.NullMarked;
