package lumen.connectors.osc;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lumen.event.KeyFilter;
import lumen.intake.LiveMessage;

/** Packets, written byte by byte as the specification says, and what a decoder makes of them. */
final class Packets {
  static final long ARRIVAL = 1_700_000_000_000_000L;
  static final InetSocketAddress SENDER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

  private Packets() {}

  /** A writer that cannot fail. */
  interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(utf8, (utf8.length / 4 + 1) * 4);
  }

  static byte[] message(String address, String tags, Writing values) {
    return bytes(
        out -> {
          out.write(string(address));
          out.write(string("," + tags));
          values.to(out);
        });
  }

  static byte[] message(String address, float value) {
    return message(address, "f", out -> out.writeFloat(value));
  }

  static byte[] bundle(long tag, byte[]... elements) {
    return bytes(
        out -> {
          out.write(string("#bundle"));
          out.writeLong(tag);
          for (byte[] element : elements) {
            out.writeInt(element.length);
            out.write(element);
          }
        });
  }

  static Datagram datagram(byte[] packet) {
    return new Datagram(packet, packet.length, ARRIVAL, SENDER, null);
  }

  /** What a stream that selects everything makes of a packet. */
  static List<LiveMessage> decoded(byte[] packet) {
    OscDecoder decoder = new OscDecoder(KeyFilter.ALL, true);
    decoder.decode(datagram(packet));
    return new ArrayList<>(decoder.messages());
  }
}
