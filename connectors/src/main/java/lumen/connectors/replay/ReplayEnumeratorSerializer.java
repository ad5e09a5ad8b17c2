package lumen.connectors.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Form of the streams not yet handed out in checkpoints; its version is that of the streams. */
final class ReplayEnumeratorSerializer implements SimpleVersionedSerializer<List<ReplaySplit>> {
  private final ReplaySplitSerializer splits = new ReplaySplitSerializer();

  @Override
  public int getVersion() {
    return ReplaySplitSerializer.VERSION;
  }

  @Override
  public byte[] serialize(List<ReplaySplit> unassigned) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(unassigned.size());
    for (ReplaySplit split : unassigned) {
      byte[] one = splits.serialize(split);
      out.writeInt(one.length);
      out.write(one);
    }
    return bytes.toByteArray();
  }

  @Override
  public List<ReplaySplit> deserialize(int version, byte[] serialized) throws IOException {
    if (version < 1 || version > ReplaySplitSerializer.VERSION) {
      throw new IOException(
          "replay enumerator state must be of version 1 to "
              + ReplaySplitSerializer.VERSION
              + ", is "
              + version);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    List<ReplaySplit> unassigned = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      byte[] one = new byte[in.readInt()];
      in.readFully(one);
      unassigned.add(splits.deserialize(version, one));
    }
    return unassigned;
  }
}
