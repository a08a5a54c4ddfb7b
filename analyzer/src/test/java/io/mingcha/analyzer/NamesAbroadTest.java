package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fields are called in other languages, and how people, numbers, dates and streets are written there. */
class NamesAbroadTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what it is before whose it is
                "person_name  | {'nama_pasien':'Wulan Siregar'}",
                "person_name  | {'namapasien':'Wulan'}",
                "person_name  | {'nomeCliente':'Otávio dos Reis'}",
                "person_name  | {'nombre_titular':'Íñigo Larrea Ugarte'}",
                "phone_number | {'telefonoCliente':'55 3184 7702'}",
                "phone_number | {'no_hp_peserta':'085716402938'}",
                "address      | {'alamat_penerima':'Jl. Cendana Raya No. 27 Blok C'}",
                "person_name  | {'ad_soyad':'Şebnem Öztürk'}",
                "person_name  | {'ho_ten':'Đặng Thị Quỳnh'}",
                "person_name  | {'imie_nazwisko':'Wiesława Żurek'}",
                // a name that may be a thing's beside a number of a person
                "person_name  | {'nama':'Wulan Siregar','no_hp':'085716402938'}",
                "person_name  | {'nome':'Otávio','sobrenome':'Reis'}",
                "phone_number | {'properties':[{'property':'phone','value':'+254 718 402 653'}]}",
                "person_name  | {'nome':'Otávio Reis','celular':'(21) 98716-4029'}",
                "phone_number | {'telepon':'085716402938'}",
                "phone_number | {'cep_telefonu':'0532 718 40 26'}",
                "phone_number | {'so_dien_thoai':'0357184026'}",
                "phone_number | {'contact_number':'9718402653'}",
                "birthday     | {'tgl_lahir':'1991-02-17'}",
                "birthday     | {'tanggal_lahir':'17 Februari 1991'}",
                "birthday     | {'dob':'February 17, 1991'}",
                "birthday     | {'fecha_nacimiento':'17 de febrero de 1991'}",
                "gender       | {'jenis_kelamin':'P','nama_pasien':'Wulan Siregar'}",
                "gender       | {'sexo':'Feminino','nomeCliente':'Otávio dos Reis'}",
                "address      | {'endereco':'Rua das Palmeiras, 318'}",
                "address      | {'logradouro':'Avenida Beira Lago','numero':'318','cep':'70297-400'}",
                "address      | {'street1':'4127 W Juniper Dr'}",
                "address      | {'delivery_address':'88 Hollow Oak Pl'}",
                "password     | {'senha':'tr0mba-verde'}",
                "email        | {'e_posta':'s.ozturk@acme-mail.de'}",
                "guardian_name | {'nama_ibu_kandung':'Wulan Siregar'}",
                "person_name  | {'billing_details':{'name':'otavio reis'}}",
                // numbers of their countries, by the digits that each checks
                "resident_id  | {'cpf':'529.982.247-25'}",
                "resident_id  | {'cpfCliente':'52998224725'}",
                "resident_id  | {'nik':'3174095702910004'}",
                "resident_id  | {'aadhaar_number':'2749 6031 8520'}",
                "resident_id  | {'tc_kimlik_no':'48620573948'}",
                "resident_id  | {'pesel':'91021703452'}",
                "resident_id  | {'dni':'48302716W'}",
                "resident_id  | {'nie':'X4830271H'}",
                "resident_id  | {'curp':'LAUI910217HDFRGX09'}",
                "resident_id  | {'citizen_id':'3 1017 20458 63 8'}",
                "resident_id  | {'codice_fiscale':'RSSMRA91B17H501K'}",
                "social_security_no | {'snils':'148-203-716 49'}",
                "social_security_no | {'ssn':'418-62-7093'}",
                "resident_id  | {'taxDocument':{'number':'529.982.247-25'}}",
                // numbers as they are written at home, or with any country's code
                "phone_number | {'phone':'+254 718 402 653'}",
                "phone_number | {'phone':'21987164029'}",
                "phone_number | {'mobilePhone':'(21) 98716-4029'}",
                "phone_number | {'phoneNumber':'0618402653'}",
                "phone_number | {'phoneNumber':'085716402938'}",
                "phone_number | {'phone_number':'85716402938'}",
                "person_name  | {'holder':{'fullname':'Otávio dos Reis'}}",
                "person_name  | {'requesterName':'Mirela Okafor','requesterEmail':'m.okafor@acme-mail.de'}",
                "address      | {'address':'Avenida Beira Lago','addressNumber':'318'}",
                "licence_plate | {'placa':'QKT4C19'}",
                "licence_plate | {'nopol':'B 4172 KZT'}",
                // a paper's own digits beside it, whatever they are called
                "person_name  | {'name':'顾晓岚','certcode':'320583198703146321'}",
                // a place anywhere, under a name that is a place's
                "precise_location | {'location':'-23.8043917,-46.6718264'}",
            })
    void a_field_is_told_in_the_language_of_its_makers(String type, String body) {
        assertThat(typesIn(body.replace('\'', '"'))).contains(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a product, a shop, a login, a place beside nobody
                "person_name  | {'nama':'Baju Merah','harga':'85000'}",
                "person_name  | {'nome':'Camiseta Azul','preco':'59.90'}",
                "person_name  | {'nama':'Servis','telepon':'085716402938'}",
                "licence_plate | {'plate_number':'B 4172 KZT'}",
                "person_name  | {'nama':'Toko Sinar Jaya','telepon':'085716402938'}",
                "person_name  | {'nome_usuario':'Otávio'}",
                "person_name  | {'nomeCompleto':'Usuário Teste','celular':'(21) 98716-4029'}",
                "phone_number | {'telefone_loja':'(21) 98716-4029'}",
                "phone_number | {'telepon':'000000000'}",
                "phone_number | {'telefono':'pendiente'}",
                "birthday     | {'tgl':'17 Februari 1991'}",
                "birthday     | {'release':'February 17, 1991'}",
                "gender       | {'sexo':'unissex','nomeCliente':'Otávio Reis'}",
                "address      | {'street1':'000 unknown street'}",
                "address      | {'street1':'12 Fake Street'}",
                "address      | {'endereco':'Rua'}",
                "address      | {'street':'Avenida Beira Lago'}",
                "guardian_name | {'parentName':'Legal Directory','typeName':'Folder'}",
                "guardian_name | {'parentName':'Quarterly Review','objectId':'4'}",
                "phone_number | {'phone':'+11111111111'}",
                "phone_number | {'phone':'+1 015 840 2653'}",
                "phone_number | {'phoneNumber':'0800184026'}",
                "phone_number | {'contactPhone':'+254 718 402 653','businessName':'Larkmart'}",
                "phone_number | {'telefone':'11999999999'}",
                "phone_number | {'mobileCount':'21987164029'}",
                "person_name  | {'fullname':'Last Name','phone':'+254 718 402 653'}",
                "person_name  | {'name':'顾晓岚','certcode':'320583198703146322'}",
                "licence_plate | {'placa':'pendente'}",
                "address      | {'address':'Avenida Beira Lago','price':'318'}",
                // digits that do not check, or under a name of something else
                "resident_id  | {'cpf':'52998224726'}",
                "resident_id  | {'order_cpf_count':'52998224725'}",
                "resident_id  | {'invoice':'52998224725'}",
                "resident_id  | {'nik':'3174093513910004'}",
                "resident_id  | {'aadhaar_number':'2749 6031 8529'}",
                "resident_id  | {'tc_kimlik_no':'48620573939'}",
                "resident_id  | {'pesel':'91021703458'}",
                "resident_id  | {'dni':'48302716Q'}",
                "resident_id  | {'curp':'LAUI910217HDFRGX08'}",
                "resident_id  | {'citizen_id':'3101720458632'}",
                "social_security_no | {'snils':'148-203-716 50'}",
                "social_security_no | {'ssn':'000-62-7093'}",
                "precise_location | {'location':'0.4571,0.8823'}",
                "precise_location | {'location':'204.5172,318.9921'}",
            })
    void what_only_looks_alike_is_nobodys(String type, String body) {
        assertThat(typesIn(body.replace('\'', '"'))).doesNotContain(type);
    }
}
