package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import java.util.Map;

/** Everything that {@code config/} says about data, names, companies, law and services. */
public record Catalogue(
        DataTypes types, FieldNames fields, Recipients recipients, Clauses clauses, Categories categories) {

    /** Reads the documents; what is wrong with them is added to their problems. */
    public static Catalogue read(
            Setting types,
            Setting fields,
            Setting recipients,
            Setting clauses,
            Setting categories,
            Map<String, Check> checks) {
        DataTypes dataTypes = new DataTypes(types);
        return new Catalogue(
                dataTypes,
                new FieldsFile(dataTypes, checks).read(fields),
                new Recipients(recipients, dataTypes),
                new Clauses(clauses),
                new Categories(categories, dataTypes));
    }
}
