package lumen.connectors.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Form of a {@link ReplaySplit} in checkpoints. The first version knew of no commands. */
final class ReplaySplitSerializer implements SimpleVersionedSerializer<ReplaySplit> {
  /** The version written today. */
  static final int VERSION = 2;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ReplaySplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(split.stream());
    out.writeInt(split.parts().size());
    for (String part : split.parts()) {
      out.writeUTF(part);
    }
    out.writeInt(split.state().length);
    out.write(split.state());
    out.writeUTF(split.commands());
    return bytes.toByteArray();
  }

  @Override
  public ReplaySplit deserialize(int version, byte[] serialized) throws IOException {
    if (version < 1 || version > VERSION) {
      throw new IOException("replay split must be of version 1 to " + VERSION + ", is " + version);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    String stream = in.readUTF();
    List<String> parts = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      parts.add(in.readUTF());
    }
    byte[] state = new byte[in.readInt()];
    in.readFully(state);
    return new ReplaySplit(stream, parts, state, version == 1 ? "" : in.readUTF());
  }
}
