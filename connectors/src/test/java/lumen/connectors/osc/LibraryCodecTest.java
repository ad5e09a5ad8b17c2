package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;

import com.illposed.osc.BufferBytesReceiver;
import com.illposed.osc.OSCBundle;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCPacket;
import com.illposed.osc.OSCParseException;
import com.illposed.osc.OSCSerializeException;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import com.illposed.osc.argument.OSCImpulse;
import com.illposed.osc.argument.OSCTimeTag64;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Elements;
import lumen.intake.LiveMessage.Scalar;
import lumen.intake.LiveMessage.Text;
import org.junit.jupiter.api.Test;

/** What javaosc writes is read as it was meant; where javaosc reads wrong, and so is not used. */
class LibraryCodecTest {
  private final OSCSerializerAndParserBuilder library = new OSCSerializerAndParserBuilder();

  @Test
  void everyTypeThatTheLibraryWritesIsRead() throws OSCSerializeException {
    List<Object> arguments =
        Arrays.asList(
            1,
            2.5f,
            "text",
            new byte[] {1, 2, 3},
            1L << 40,
            0.1,
            true,
            false,
            null,
            'c',
            List.of(7, List.of(8.5f)),
            OSCImpulse.INSTANCE,
            OSCTimeTag64.valueOf(5L));
    double nan = Double.NaN;

    Elements elements =
        (Elements) Packets.decoded(written(new OSCMessage("/all", arguments))).get(0);

    assertThat(elements.values())
        .containsExactly(1, 2.5, nan, nan, 1L << 40, 0.1, 1, 0, nan, nan, 7, 8.5, 1, nan);
  }

  @Test
  void bundlesThatTheLibraryWritesAreRead() throws OSCSerializeException {
    long seed = 77;
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      List<OSCPacket> packets = new ArrayList<>();
      List<LiveMessage> meant = new ArrayList<>();
      long micros = 1_700_000_000_000_000L + random.nextInt();
      for (int i = random.nextInt(5); i >= 0; i--) {
        String address = "/" + "abcdef".substring(random.nextInt(6)) + "/" + random.nextInt(10);
        if (random.nextBoolean()) {
          float value = random.nextFloat();
          packets.add(new OSCMessage(address, List.of(value)));
          meant.add(new Scalar(address, value, micros, Packets.ARRIVAL));
        } else {
          String text = "süß".repeat(random.nextInt(4));
          packets.add(new OSCMessage(address, List.of(text)));
          meant.add(new Text(address, text, micros, Packets.ARRIVAL));
        }
      }
      OSCTimeTag64 tag = OSCTimeTag64.valueOf(OscTimeTag.ofMicros(micros));

      assertThat(Packets.decoded(written(new OSCBundle(packets, tag))))
          .as("seed %s round %s", seed, round)
          .isEqualTo(meant);
    }
  }

  @Test
  void libraryReadsWrongWhatFollowsAnOddBlob() throws OSCParseException {
    byte[] packet =
        Packets.message(
            "/a",
            "bi",
            out -> {
              out.writeInt(3);
              out.writeInt(0xffffff00);
              out.writeInt(7);
            });

    assertThat(libraryReads(packet).getArguments().get(1)).isEqualTo(0xffffff00);
    assertThat(((Elements) Packets.decoded(packet).get(0)).values()).endsWith(7);
  }

  @Test
  void libraryLosesAnArrayInAnArray() throws OSCParseException {
    byte[] packet = Packets.message("/a", "[[i]]", out -> out.writeInt(7));

    assertThat(libraryReads(packet)).isNull();
    assertThat(((Elements) Packets.decoded(packet).get(0)).values()).containsExactly(7);
  }

  private OSCMessage libraryReads(byte[] packet) throws OSCParseException {
    return (OSCMessage) library.buildParser().convert(ByteBuffer.wrap(packet));
  }

  private byte[] written(OSCPacket packet) throws OSCSerializeException {
    ByteBuffer buffer = ByteBuffer.allocate(4096);
    library.buildSerializer(new BufferBytesReceiver(buffer)).write(packet);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
