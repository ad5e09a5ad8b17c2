package lumen.connectors.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.state.StateForm;
import lumen.state.StateReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Form of a {@link ReplaySplit} in checkpoints. The first version knew of no commands. */
final class ReplaySplitSerializer implements SimpleVersionedSerializer<ReplaySplit> {
  private static final StateForm FORM = new StateForm("replay-split", 3, 0);

  /** The version of Flink's frame in which the state tells its own, for good. */
  static final int VERSION = 3;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ReplaySplit split) {
    return FORM.write(
        split.state().length + 256,
        out -> {
          out.field(
              head -> {
                head.writeUTF(split.stream());
                head.writeInt(split.parts().size());
                for (String part : split.parts()) {
                  head.writeUTF(part);
                }
              });
          out.field(split.state());
          out.field(commands -> commands.writeUTF(split.commands()));
        });
  }

  @Override
  public ReplaySplit deserialize(int version, byte[] serialized) {
    return FORM.read(
        serialized,
        in -> read(in, true),
        in -> {
          checkOlder(in, version);
          return read(in, version > 1);
        });
  }

  /** Refuses what is neither in the form nor of the versions before it. */
  static void checkOlder(StateReader in, int version) {
    if (version < 1 || version >= VERSION) {
      throw in.damaged("must begin with the mark of a state from version " + VERSION + " on");
    }
  }

  private static ReplaySplit read(StateReader in, boolean commanded) throws IOException {
    StateReader head = in.field();
    String stream = head.readUTF();
    List<String> parts = new ArrayList<>();
    for (int n = head.readInt(); n > 0; n--) {
      parts.add(head.readUTF());
    }
    byte[] state = in.fieldBytes();
    return new ReplaySplit(stream, parts, state, commanded ? in.field().readUTF() : "");
  }
}
