package lumen.connectors.live;

import java.io.IOException;
import lumen.state.StateForm;
import lumen.state.StateReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Form of a {@link LiveSplit} in checkpoints. */
final class LiveSplitSerializer implements SimpleVersionedSerializer<LiveSplit> {
  private static final StateForm FORM = new StateForm("live-split", 2, 0);

  /** The version of Flink's frame in which the state tells its own, for good. */
  static final int VERSION = 2;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(LiveSplit split) {
    return FORM.write(
        split.state().length + 64,
        out -> {
          out.field(head -> head.writeUTF(split.stream()));
          out.field(split.state());
        });
  }

  @Override
  public LiveSplit deserialize(int version, byte[] serialized) {
    return FORM.read(
        serialized,
        LiveSplitSerializer::read,
        in -> {
          checkOlder(in, version);
          return read(in);
        });
  }

  /** Refuses what is neither in the form nor of the version before it. */
  static void checkOlder(StateReader in, int version) {
    if (version < 1 || version >= VERSION) {
      throw in.damaged("must begin with the mark of a state from version " + VERSION + " on");
    }
  }

  private static LiveSplit read(StateReader in) throws IOException {
    String stream = in.field().readUTF();
    return new LiveSplit(stream, in.fieldBytes());
  }
}
