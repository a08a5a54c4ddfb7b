package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

class StructuredLayerTest {
    private static final Map<String, Object> DEVICE = device();

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    @Test
    void msgpack_values_stand_under_their_names_and_know_their_bytes() throws IOException {
        Opened opened = Opened.of(msgpack());

        assertThat(opened.text("msgpack $.imei")).isEqualTo("868012345678904");
        assertThat(opened.recorded("msgpack $.imei")).isEqualTo("868012345678904");
        assertThat(opened.leaf("msgpack $.imei").key()).isEqualTo("imei");
        assertThat(opened.text("msgpack $.at.lat")).isEqualTo("31.230416");
        assertThat(opened.text("msgpack $.tags[1]")).isEqualTo("电话");
        assertThat(opened.text("msgpack $.time")).isEqualTo("1764121800123");
        assertThat(opened.text("msgpack $.json ▸ json $.oaid")).isEqualTo("ab12");
    }

    @Test
    void cbor_says_the_same() throws IOException {
        Opened opened = Opened.of(new ObjectMapper(new CBORFactory()).writeValueAsBytes(DEVICE));

        assertThat(opened.text("cbor $.imei")).isEqualTo("868012345678904");
        assertThat(opened.recorded("cbor $.imei")).isEqualTo("868012345678904");
        assertThat(opened.text("cbor $.at.lat")).isEqualTo("31.230416");
        assertThat(opened.text("cbor $.tags[1]")).isEqualTo("电话");
        assertThat(opened.text("cbor $.time")).isEqualTo("1764121800123");
        assertThat(opened.text("cbor $.json ▸ json $.oaid")).isEqualTo("ab12");
    }

    @Test
    void bson_says_the_same() throws IOException {
        BsonDocument document = BsonDocument.parse(new ObjectMapper().writeValueAsString(DEVICE));
        ByteBuffer raw = new RawBsonDocument(document, new BsonDocumentCodec())
                .getByteBuffer()
                .asNIO();
        byte[] bytes = new byte[raw.remaining()];
        raw.get(bytes);
        Opened opened = Opened.of(bytes);

        assertThat(opened.text("bson $.imei")).isEqualTo("868012345678904");
        assertThat(opened.recorded("bson $.imei")).isEqualTo("868012345678904");
        assertThat(opened.text("bson $.at.lat")).isEqualTo("31.230416");
        assertThat(opened.text("bson $.tags[1]")).isEqualTo("电话");
        assertThat(opened.text("bson $.time")).isEqualTo("1764121800123");
    }

    @Test
    void protobuf_fields_are_named_by_number_and_texts_are_no_messages() throws IOException {
        byte[] position = proto(out -> {
            out.writeDouble(1, 31.230416);
            out.writeDouble(2, 121.4737);
        });
        byte[] numbers = proto(out -> {
            out.writeUInt64NoTag(1764121800123L);
            out.writeUInt64NoTag(1764121800456L);
            out.writeUInt64NoTag(1764121801789L);
        });
        byte[] contact = proto(out -> {
            out.writeString(1, "陈晓明");
            out.writeString(2, "13912345678");
        });
        Opened opened = Opened.of(proto(out -> {
            out.writeString(1, "868012345678904");
            out.writeString(2, "88888888888");
            out.writeBool(3, true);
            out.writeByteArray(4, position);
            out.writeInt64(5, 1764121800123L);
            out.writeByteArray(6, numbers);
            out.writeFixed32(7, 312304160);
            out.writeFloat(8, 121.4737f);
            out.writeByteArray(9, contact);
            out.writeByteArray(9, contact);
            out.writeString(10, "{\"oaid\":\"ab12\"}");
            out.writeInt32(2000, -5);
        }));

        assertThat(opened.text("protobuf $.1")).isEqualTo("868012345678904");
        assertThat(opened.recorded("protobuf $.1")).isEqualTo("868012345678904");
        assertThat(opened.text("protobuf $.2")).isEqualTo("88888888888");
        assertThat(opened.text("protobuf $.4.1")).isEqualTo("31.230416");
        assertThat(opened.text("protobuf $.5")).isEqualTo("1764121800123");
        assertThat(opened.text("protobuf $.6[2]")).isEqualTo("1764121801789");
        assertThat(opened.text("protobuf $.7")).isEqualTo("312304160");
        assertThat(opened.text("protobuf $.8 ▸ float")).isEqualTo("121.4737");
        assertThat(opened.text("protobuf $.9[1].2")).isEqualTo("13912345678");
        assertThat(opened.text("protobuf $.10 ▸ json $.oaid")).isEqualTo("ab12");
        assertThat(opened.text("protobuf $.2000")).isEqualTo("-5");
        assertThat(opened.isUnderstood()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13912345678",
                "1234567890",
                "8888888888888888",
                "0a0a0a0a0a",
                "\"quoted\"",
                "2024-11-25 10:00:05",
                "陈晓明",
                "\n\tindented",
                "::::::::",
                "ffffffffffffffffffffffffffffffff"
            })
    void a_text_in_protobuf_stays_a_text(String text) throws IOException {
        assertThat(Opened.of(proto(out -> {
                            out.writeString(1, "a name");
                            out.writeString(2, text);
                        }))
                        .text("protobuf $.2"))
                .isEqualTo(text);
    }

    @Test
    void a_short_message_of_texts_that_looks_like_text_itself_is_protobuf() throws IOException {
        String digest = "0123456789abcdef0123456789abcdef";
        Opened opened = Opened.of(proto(out -> out.writeString(1, digest)));

        assertThat(opened.text("protobuf $.1")).isEqualTo(digest);
    }

    @Test
    void messages_behind_their_lengths_are_opened_one_by_one() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (String phone : List.of("13912345678", "13712345670")) {
            byte[] message = proto(out -> {
                out.writeInt32(1, 7);
                out.writeString(2, phone);
            });
            stream.write(message.length);
            stream.writeBytes(message);
        }
        assertThat(Opened.of(stream.toByteArray()).text("protobuf-stream $[1].2"))
                .isEqualTo("13712345670");
    }

    @Test
    void frames_of_grpc_are_opened_whatever_the_header_says() throws IOException {
        byte[] message = proto(out -> out.writeString(1, "13912345678"));
        byte[] framed = ByteBuffer.allocate(5 + message.length)
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
        assertThat(Opened.of(framed).text("grpc[0] ▸ protobuf $.1")).isEqualTo("13912345678");
    }

    @Test
    void thrift_calls_and_structs_are_opened_in_both_protocols() throws TException {
        for (boolean compact : List.of(true, false)) {
            String name = compact ? "thrift-compact" : "thrift";
            Opened call = Opened.of(thrift(compact, true));
            assertThat(call.text(name + " $.method")).isEqualTo("report");
            assertThat(call.text(name + " $.1")).isEqualTo("868012345678904");
            assertThat(call.recorded(name + " $.1")).isEqualTo("868012345678904");
            assertThat(call.text(name + " $.2")).isEqualTo("31.230416");
            assertThat(call.text(name + " $.3")).isEqualTo("1764121800123");
            assertThat(call.text(name + " $.4[1]")).isEqualTo("陈晓明");
            assertThat(Opened.of(thrift(compact, false)).text(name + " $.1")).isEqualTo("868012345678904");
        }
    }

    @Test
    void a_binary_form_inside_a_text_is_opened_too() throws IOException {
        String coded = Base64.getEncoder().encodeToString(msgpack());

        assertThat(Opened.of("{\"d\":\"" + coded + "\"}").text("json $.d ▸ base64 ▸ msgpack $.imei"))
                .isEqualTo("868012345678904");
    }

    @Test
    void lists_nested_a_hundred_thousand_deep_end_in_time() {
        byte[] msgpack = new byte[100_000];
        Arrays.fill(msgpack, (byte) 0x91);
        byte[] cbor = new byte[100_000];
        Arrays.fill(cbor, (byte) 0x81);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            Opened.of(msgpack);
            Opened.of(cbor);
        });
    }

    @Test
    void messages_in_messages_end_in_time() throws IOException {
        byte[] inner = new byte[1 << 20];
        for (int i = 0; i < 1_000; i++) {
            byte[] content = inner;
            inner = proto(out -> out.writeByteArray(1, content));
        }
        byte[] deep = inner;
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> Opened.of(deep));
    }

    @Test
    void more_values_than_allowed_are_left_out_and_said() throws IOException {
        byte[] list;
        try (org.msgpack.core.MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packArrayHeader(100_000);
            for (int i = 0; i < 100_000; i++) {
                packer.packString("v" + i);
            }
            list = packer.toByteArray();
        }
        Opened opened = Opened.of(list);

        assertThat(opened.text("msgpack $[40000]")).isEqualTo("v40000");
        assertThat(opened.stops()).contains("request.body ▸ msgpack $ ▸ stopped: 50000 values");
    }

    private static byte[] msgpack() throws IOException {
        try (org.msgpack.core.MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(packer, DEVICE);
            return packer.toByteArray();
        }
    }

    private static void pack(MessagePacker packer, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            packer.packMapHeader(map.size());
            for (Map.Entry<?, ?> e : map.entrySet()) {
                packer.packString(String.valueOf(e.getKey()));
                pack(packer, e.getValue());
            }
        } else if (value instanceof List<?> list) {
            packer.packArrayHeader(list.size());
            for (Object item : list) {
                pack(packer, item);
            }
        } else if (value instanceof Double number) {
            packer.packDouble(number);
        } else if (value instanceof Number number) {
            packer.packLong(number.longValue());
        } else if (value instanceof Boolean truth) {
            packer.packBoolean(truth);
        } else {
            packer.packString(String.valueOf(value));
        }
    }

    private static Map<String, Object> device() {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("imei", "868012345678904");
        device.put("n", 42);
        device.put("ok", true);
        device.put("time", 1764121800123L);
        device.put("at", Map.of("lat", 31.230416));
        device.put("tags", List.of("a", "电话"));
        device.put("json", "{\"oaid\":\"ab12\"}");
        return device;
    }

    private static byte[] proto(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        writing.to(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] thrift(boolean compact, boolean call) throws TException {
        TMemoryBuffer buffer = new TMemoryBuffer(64);
        TProtocol out = compact ? new TCompactProtocol(buffer) : new TBinaryProtocol(buffer);
        if (call) {
            out.writeMessageBegin(new TMessage("report", TMessageType.CALL, 3));
        }
        out.writeStructBegin(new TStruct("args"));
        out.writeFieldBegin(new TField("imei", TType.STRING, (short) 1));
        out.writeString("868012345678904");
        out.writeFieldBegin(new TField("lat", TType.DOUBLE, (short) 2));
        out.writeDouble(31.230416);
        out.writeFieldBegin(new TField("time", TType.I64, (short) 3));
        out.writeI64(1764121800123L);
        out.writeFieldBegin(new TField("names", TType.LIST, (short) 4));
        out.writeListBegin(new TList(TType.STRING, 2));
        out.writeString("a");
        out.writeString("陈晓明");
        out.writeFieldStop();
        return Arrays.copyOf(buffer.getArray(), buffer.length());
    }
}
