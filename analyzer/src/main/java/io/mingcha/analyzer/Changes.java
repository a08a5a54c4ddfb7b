package io.mingcha.analyzer;

import io.mingcha.settings.Nearest;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an analyst changed in the shipped configuration.
 *
 * @param folder where the documents come from, as problems with them say it
 * @param documents by name, the same names as the shipped ones
 */
public record Changes(String folder, Map<String, String> documents) {
    public static final Changes NONE = new Changes("", Map.of());

    public Changes {
        documents = Map.copyOf(documents);
    }

    String source(String file) {
        return folder + "/" + file;
    }

    Text unknown(String file, List<String> known) {
        Optional<String> nearest = Nearest.to(file, known);
        return Text.of(
                file + " 不是配置文件名。" + nearest.map(n -> "是否想写 " + n + "？").orElse("可用：" + String.join("、", known)),
                file + " is not a document of the configuration. "
                        + nearest.map(n -> "Did you mean " + n + "?").orElse("Known: " + String.join(", ", known)));
    }
}
