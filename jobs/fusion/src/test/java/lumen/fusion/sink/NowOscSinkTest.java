package lumen.fusion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCParser;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.osc.OscFigures;
import lumen.connectors.osc.OscOut;
import lumen.signal.fusion.Mode;
import lumen.signal.fusion.NowFrame;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a receiver of OSC hears of now over real UDP. */
@Timeout(60)
class NowOscSinkTest {
  private static final WriterInitContext UNUSED = null;
  private static final SinkWriter.Context WITHOUT = null;
  private static final double NONE = Double.NaN;

  private static NowFrame frame(String tenant, double ts, double order, double coherence) {
    return new NowFrame(
        ts, tenant, 1, Mode.FUSED, order, 0.125, coherence, 0.1, 3, 4, 0.0625, 0.25, 0.2);
  }

  private static String next(DatagramSocket ears) throws Exception {
    OSCParser parser = new OSCSerializerAndParserBuilder().buildParser();
    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
    ears.receive(packet);
    OSCMessage message =
        (OSCMessage) parser.convert(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
    return message.getAddress() + ' ' + message.getArguments().get(0);
  }

  @Test
  void everyFigureThatIsGivenIsHeardAndWhatIsNotOfNowIsNot() throws Exception {
    try (DatagramSocket ears = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      ears.setSoTimeout(20_000);
      int port = ears.getLocalPort();
      NowOscSink sink =
          new NowOscSink(
              2_000_000,
              () -> () -> 1_760_000_010_000_000L,
              () -> new OscFigures(new OscOut("127.0.0.1", port)));
      List<String> heard = new ArrayList<>();
      try (SinkWriter<NowFrame> writer = sink.createWriter(UNUSED)) {
        writer.write(frame("late", 1_760_000_007.9, 0.5, 0.5), WITHOUT);
        writer.write(frame("a/b", 1_760_000_009.8, 0.75, NONE), WITHOUT);
        writer.write(frame("c", 1_760_000_008.1, NONE, 0.5), WITHOUT);
        for (int i = 0; i < 6; i++) {
          heard.add(next(ears));
        }
      }
      assertThat(heard)
          .containsExactly(
              "/lumen/a%2Fb/order 0.75",
              "/lumen/a%2Fb/phase_diff 0.125",
              "/lumen/a%2Fb/error 0.0625",
              "/lumen/c/coherence 0.5",
              "/lumen/c/phase_diff 0.125",
              "/lumen/c/error 0.0625");
    }
  }
}
