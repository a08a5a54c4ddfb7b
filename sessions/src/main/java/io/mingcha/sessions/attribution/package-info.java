/**
 * Whose a connection was: the app's under test, another's, the system's. The strongest witness that there is decides, and the
 * answer says which it was and how sure that is. Pure: no input, no output.
 *
 * <p>Knows {@code sessions.device}. Known by whoever runs a plan.
 */
@NullMarked
package io.mingcha.sessions.attribution;

import org.jspecify.annotations.NullMarked;
