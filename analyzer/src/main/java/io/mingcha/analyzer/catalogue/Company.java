package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Text;

/** A legal entity behind recipients. */
public record Company(String id, Text name, String country, String verification) {}
