/**
 * What an analyst changes: rules and the other documents of {@code config/}, checked, compared and shown.
 */
@NullMarked
package io.mingcha.cli.config;

import org.jspecify.annotations.NullMarked;
