/**
 * What a screen asks of a person: notices of personal data with their buttons and boxes, permissions of the system,
 * switches, the end of an account. Read from the words on it, never from where a button usually is; where they leave a
 * doubt, it is told instead of a guess.
 *
 * <p>Knows {@code sessions.device} and {@code settings}. Known by the watch, by plans and by whoever runs them.
 */
@NullMarked
package io.mingcha.sessions.consent;

import org.jspecify.annotations.NullMarked;
