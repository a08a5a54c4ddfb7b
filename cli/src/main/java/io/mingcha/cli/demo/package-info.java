/**
 * An invented app and its bank, captured and judged without a phone.
 */
@NullMarked
package io.mingcha.cli.demo;

import org.jspecify.annotations.NullMarked;
