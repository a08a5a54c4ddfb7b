package io.mingcha.analyzer.decode;

/** Protobuf messages one after another, each behind its length as a varint. */
final class DelimitedForm implements BinaryForm {
    private static final Malformed NO_STREAM = new Malformed("没有消息", "no messages");

    @Override
    public String name() {
        return "protobuf-stream";
    }

    @Override
    public boolean mayBegin(Slice s) {
        byte[] b = s.bytes();
        int at = s.from();
        while (at < s.to() - 1 && b[at] < 0 && at < s.from() + 4) {
            at++;
        }
        if (at + 1 >= s.to() || !ProtobufForm.isTag(b[at + 1])) {
            return false;
        }
        int length = 0;
        for (int i = at; i >= s.from(); i--) {
            length = length << 7 | b[i] & 0x7F;
        }
        int end = at + 1 + length;
        return length > 0 && end > at && end <= s.to() && ProtobufForm.isWhole(b, at + 1, end);
    }

    @Override
    public Draft read(Reading reading) throws Malformed {
        Cursor c = reading.cursor();
        Draft list = Draft.array(c.at);
        while (c.hasMore()) {
            reading.value();
            long length = c.varint();
            if (length == 0) {
                throw NO_STREAM;
            }
            int from = c.skip(length);
            list.item(ProtobufForm.message(reading, from, c.at));
        }
        return list.endsAt(c.at);
    }
}
