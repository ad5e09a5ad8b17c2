package lumen.connectors.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lumen.state.StateForm;
import lumen.state.StateReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Form of a {@link ReplaySplit} in checkpoints. The first version knew of no commands. A split of
 * which something is left to be handed out is a state of another name: who does not know it would
 * lose what is left, so it has to refuse it.
 */
final class ReplaySplitSerializer implements SimpleVersionedSerializer<ReplaySplit> {
  private static final StateForm FORM = new StateForm("replay-split", 3, 0);
  private static final StateForm WITH_REST = new StateForm("replay-split-with-rest", 1, 0);

  /** The version of Flink's frame in which the state tells its own, for good. */
  static final int VERSION = 3;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ReplaySplit split) {
    boolean rest = split.rest().length > 0;
    return (rest ? WITH_REST : FORM)
        .write(
            split.state().length + split.rest().length + 256,
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
              if (rest) {
                out.field(split.rest());
              }
            });
  }

  @Override
  public ReplaySplit deserialize(int version, byte[] serialized) {
    boolean rest = isWithRest(serialized);
    StateForm form = rest ? WITH_REST : FORM;
    return form.read(
        serialized,
        in -> read(in, true, rest),
        in -> {
          checkOlder(in, version);
          return read(in, version > 1, false);
        });
  }

  /** Their names differ in length, which stands behind the mark. */
  private static boolean isWithRest(byte[] serialized) {
    return StateForm.isMarked(serialized)
        && serialized.length > 1
        && serialized[1] == WITH_REST.name().length();
  }

  /** Refuses what is neither in the form nor of the versions before it. */
  static void checkOlder(StateReader in, int version) {
    if (version < 1 || version >= VERSION) {
      throw in.damaged("must begin with the mark of a state from version " + VERSION + " on");
    }
  }

  private static ReplaySplit read(StateReader in, boolean commanded, boolean withRest)
      throws IOException {
    StateReader head = in.field();
    String stream = head.readUTF();
    List<String> parts = new ArrayList<>();
    for (int n = head.readInt(); n > 0; n--) {
      parts.add(head.readUTF());
    }
    byte[] state = in.fieldBytes();
    String commands = commanded ? in.field().readUTF() : "";
    byte[] rest = withRest ? in.fieldBytes() : new byte[0];
    return new ReplaySplit(stream, parts, state, commands, rest);
  }
}
