package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hospital's form says of a patient, in sentences and without a paper. */
class RecordsOfPatientsTest {

    @Test
    void a_name_a_sex_and_an_age_are_somebodys() {
        assertThat(typesIn("{'name':'李海营','sex':'女','age':'29'}"))
                .containsExactlyInAnyOrder("person_name", "gender", "age");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // made up to talk to or to play, what is sold, a name and an age alone
                "{'name':'林晚晴','gender':'女','age':'22','personality':'温柔'}",
                "{'name':'林晚晴','gender':'女','age':'22','hp':'100'}",
                "{'name':'李逍遥','gender':'男','age':'19','weapon':'剑'}",
                "{'name':'马应龙','sex':'女','age':'29','price':'18.5'}",
                "{'name':'李海营','age':'29'}",
            })
    void names_of_what_somebody_made_up_are_not(String body) {
        assertThat(typesIn(body)).doesNotContain("person_name", "age");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "diagnosis | {'chiefComplaint':'停经5+月，流涕、头痛、全身不适2天。'}",
                "diagnosis | {'hpi':'2月前无诱因出现乏力，体温37.8℃','diagnosis':'待查'}",
                "diagnosis | {'diagnosis':'宫内孕23+2周;上感;','patientId':'P1'}",
                "diagnosis | {'ClinicalDiagnosis':'心律失常'}",
                "vitals    | {'SBP':'156','DBP':'94'}",
                "medical_record_no | {'PatientName':'卞素琴','RecordNumber':'56595889'}",
                "vitals    | {'phyExamination':'BP100/70mmHg，胎心142次/分','diagnosis':'上感'}",
            })
    void what_is_written_of_an_illness_is_told(String type, String body) {
        assertThat(typesIn(body)).contains(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'diagnosis':'宽带无法上网','ticketNo':'T1'}",
                "{'diagnosis':'请选择诊断','patientId':'P1'}",
                "{'hpi':'2月前无诱因出现乏力，体温37.8℃','title':'连载'}",
                "{'phyExamination':'无','diagnosis':'待查'}",
                "{'sbp':'156','page':'2'}",
                "{'title':'合同','RecordNumber':'56595889'}",
            })
    void what_is_found_of_a_line_is_no_illness(String body) {
        assertThat(typesIn(body)).doesNotContain("diagnosis", "vitals", "medical_record_no");
    }
}
