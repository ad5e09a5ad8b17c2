package lumen.connectors.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Form of the names of the streams that were handed out in checkpoints. */
final class LiveEnumeratorSerializer implements SimpleVersionedSerializer<List<String>> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(List<String> assigned) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(assigned.size());
    for (String stream : assigned) {
      out.writeUTF(stream);
    }
    return bytes.toByteArray();
  }

  @Override
  public List<String> deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "live enumerator state must be of version " + VERSION + ", is " + version);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
    List<String> assigned = new ArrayList<>();
    for (int n = in.readInt(); n > 0; n--) {
      assigned.add(in.readUTF());
    }
    return assigned;
  }
}
