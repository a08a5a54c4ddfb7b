/**
 * Phones and those who hold them: pairing, checks, adb, personas. Knows {@code onboarding} and {@code sessions}; known by
 * {@code capture} and {@code run}.
 */
@NullMarked
package io.mingcha.cli.phone;

import org.jspecify.annotations.NullMarked;
