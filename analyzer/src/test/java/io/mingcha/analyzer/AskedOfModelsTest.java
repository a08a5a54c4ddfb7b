package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody asks a model is what he writes: each turn says whose it is. */
class AskedOfModelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'m','messages':[{'role':'user','content':'Why does my knee hurt?'}]}",
                "{'messages':[{'role':'user','content':[{'type':'text','text':'Why does my knee hurt?'}]}]}",
                "{'contents':[{'role':'user','parts':[{'text':'Why does my knee hurt?'}]}]}"
            })
    void it_is_told(String body) {
        assertThat(typesIn(body)).containsExactly("comm_content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages':[{'id':'welcome','content':'Hello'}]}",
                "{'members':[{'role':'admin','content':'x'}]}",
                "{'messages':[{'role':'user'}]}",
                "{'messages':[{'role':'system','content':'You plan journeys.'}]}",
                "{'conversation':[{'role':'bot','text':'Welcome'}]}",
                "{'messages':[]}"
            })
    void other_lists_are_not(String body) {
        assertThat(typesIn(body)).doesNotContain("comm_content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages':[{'role':'user','content':'x'}],'user':'kd-8830172'}",
                "{'max_tokens':9,'messages':[{'role':'user','content':'x'}],'metadata':{'user_id':'kd-8830172'}}"
            })
    void so_is_for_whom(String body) {
        assertThat(typesIn(body)).contains("user_id_app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'posts':[{'text':'x'}],'user':'kd-8830172'}",
                "{'posts':[{'text':'x'}],'metadata':{'user_id':'kd-8830172'}}",
                "{'messages':[{'role':'user','content':'x'}],'user':'assistant'}"
            })
    void but_not_for_whom_nothing_is_asked(String body) {
        assertThat(typesIn(body)).doesNotContain("user_id_app");
    }
}
