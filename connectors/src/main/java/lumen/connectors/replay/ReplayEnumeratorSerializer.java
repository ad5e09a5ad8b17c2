package lumen.connectors.replay;

import java.util.ArrayList;
import java.util.List;
import lumen.state.StateForm;
import lumen.state.StateReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Form of the streams not yet handed out in checkpoints. */
final class ReplayEnumeratorSerializer implements SimpleVersionedSerializer<List<ReplaySplit>> {
  private static final StateForm FORM = new StateForm("replay-enumerator", 3, 0);

  private final ReplaySplitSerializer splits = new ReplaySplitSerializer();

  @Override
  public int getVersion() {
    return ReplaySplitSerializer.VERSION;
  }

  @Override
  public byte[] serialize(List<ReplaySplit> unassigned) {
    return FORM.write(
        256,
        out ->
            out.field(
                all -> {
                  for (ReplaySplit split : unassigned) {
                    all.field(splits.serialize(split));
                  }
                }));
  }

  @Override
  public List<ReplaySplit> deserialize(int version, byte[] serialized) {
    return FORM.read(
        serialized,
        in -> {
          StateReader all = in.field();
          List<ReplaySplit> unassigned = new ArrayList<>();
          while (all.hasMore()) {
            unassigned.add(splits.deserialize(version, all.fieldBytes()));
          }
          return unassigned;
        },
        in -> {
          ReplaySplitSerializer.checkOlder(in, version);
          List<ReplaySplit> unassigned = new ArrayList<>();
          for (int n = in.readInt(); n > 0; n--) {
            unassigned.add(splits.deserialize(version, in.fieldBytes()));
          }
          return unassigned;
        });
  }
}
