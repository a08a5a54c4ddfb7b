package io.mingcha.cli.live;

import io.mingcha.flows.Exposure;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What goes to a recipient for the first time.
 *
 * @param flow ordinal of the exchange
 * @param dataType by its id in {@code config/data_types.yaml}
 * @param shown the value as it may be shown
 * @param transform {@code plain}, or how the value was hidden
 */
public record News(int flow, String dataType, Text shown, String host, String recipient, String transform) {
    static News of(Exposure exposure) {
        return new News(
                exposure.flow(),
                exposure.dataType(),
                exposure.shown(false),
                exposure.host(),
                exposure.recipient(),
                exposure.transform());
    }

    static News readFrom(DataInput in) throws IOException {
        return new News(
                in.readInt(),
                in.readUTF(),
                Text.of(in.readUTF(), in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                in.readUTF());
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(flow);
        out.writeUTF(dataType);
        out.writeUTF(shown.in(Language.ZH));
        out.writeUTF(shown.in(Language.EN));
        out.writeUTF(host);
        out.writeUTF(recipient);
        out.writeUTF(transform);
    }
}
