package lumen.connectors.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.state.StateForm;
import lumen.state.StateReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Form of the names of the streams that were handed out in checkpoints. */
final class LiveEnumeratorSerializer implements SimpleVersionedSerializer<List<String>> {
  private static final StateForm FORM = new StateForm("live-enumerator", 2, 0);

  @Override
  public int getVersion() {
    return LiveSplitSerializer.VERSION;
  }

  @Override
  public byte[] serialize(List<String> assigned) {
    return FORM.write(
        64,
        out ->
            out.field(
                all -> {
                  all.writeInt(assigned.size());
                  for (String stream : assigned) {
                    all.writeUTF(stream);
                  }
                }));
  }

  @Override
  public List<String> deserialize(int version, byte[] serialized) {
    return FORM.read(
        serialized,
        in -> read(in.field()),
        in -> {
          LiveSplitSerializer.checkOlder(in, version);
          return read(in);
        });
  }

  private static List<String> read(StateReader in) throws IOException {
    List<String> assigned = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      assigned.add(in.readUTF());
    }
    return assigned;
  }
}
