package io.mingcha.analyzer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mingcha.settings.Document;
import io.mingcha.settings.Problems;
import java.util.List;

class RecipeFuzz {
    private static final List<Recipe> ALL =
            Recipes.read(Document.parse("recipes.yaml", """
                            recipes:
                              - {id: a, host: x, at: y, steps: [base64, {aes-cbc: {key: {text: 0123456789abcdef}, iv: {first: 16}}}]}
                              - {id: b, host: x, at: y, steps: [{des-ecb: {key: {text: '01234567'}, padding: zero}}, gunzip]}
                              - {id: c, host: x, at: y, steps: [{aes-gcm: {key: {first: 16}, iv: {text: '012345678901'}}}]}
                              - {id: d, host: x, at: y, steps: [{sm4-cfb: {key: {field: k}, iv: {text: 'x'}}}]}
                              - {id: e, host: x, at: y, steps: [percent, {skip: 2}, {drop: 2}, reverse, hex, {rc4: {key: {first: 3}}}]}
                              - {id: f, host: x, at: y, steps: [inflate-raw, {xor: {key: {first: 2, digest: md5, length: 3}}}, inflate]}
                              - {id: g, host: x, at: y, steps: [{substitute: {from: ab, to: ba}}, {3des-cbc: {key: {first: 24, digest: sha256}, iv: {first: 8}}}]}
                            """, new Problems())).of("x", "");

    @FuzzTest
    void a_value_of_any_bytes_is_opened_or_it_is_said_why_not(byte[] data) {
        assertThat(ALL).hasSize(7);
        for (Recipe recipe : ALL) {
            Recipe.Result result = recipe.run(data, Keys.NONE);
            assertThat(result.failure().isEmpty()).isEqualTo(result.steps().size() == recipe.stepCount());
        }
    }
}
