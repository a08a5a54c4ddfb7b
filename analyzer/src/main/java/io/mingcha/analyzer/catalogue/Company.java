package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Text;
import java.util.List;

/**
 * A legal entity behind recipients.
 *
 * @param called what policies write for it besides its name: former names, and sisters that sign for it
 */
public record Company(String id, Text name, List<String> called, String country, String verification) {
    public Company {
        called = List.copyOf(called);
    }
}
