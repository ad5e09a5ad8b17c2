package lumen.connectors.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Form of a {@link LiveSplit} in checkpoints. */
final class LiveSplitSerializer implements SimpleVersionedSerializer<LiveSplit> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(LiveSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(split.stream());
    out.writeInt(split.state().length);
    out.write(split.state());
    return bytes.toByteArray();
  }

  @Override
  public LiveSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException("live split must be of version " + VERSION + ", is " + version);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    String stream = in.readUTF();
    byte[] state = new byte[in.readInt()];
    in.readFully(state);
    return new LiveSplit(stream, state);
  }
}
