package lumen.connectors.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Form of a {@link ReplaySplit} in checkpoints. */
final class ReplaySplitSerializer implements SimpleVersionedSerializer<ReplaySplit> {
  @Override
  public int getVersion() {
    return 1;
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
    return bytes.toByteArray();
  }

  @Override
  public ReplaySplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != 1) {
      throw new IOException("replay split must be of version 1, is " + version);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    String stream = in.readUTF();
    List<String> parts = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      parts.add(in.readUTF());
    }
    byte[] state = new byte[in.readInt()];
    in.readFully(state);
    return new ReplaySplit(stream, parts, state);
  }
}
