package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Text;

/**
 * One kind of personal data.
 *
 * @param sensitive sensitive by law or standard, or so by default where that depends on the case
 */
public record DataType(String id, String group, Text name, boolean sensitive) {}
