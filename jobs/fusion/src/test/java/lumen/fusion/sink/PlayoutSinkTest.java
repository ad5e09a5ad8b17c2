package lumen.fusion.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCParser;
import com.illposed.osc.OSCSerializerAndParserBuilder;
import java.lang.reflect.Proxy;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.live.ArrivalClock;
import lumen.connectors.osc.OscOut;
import lumen.connectors.osc.OscPlayer;
import lumen.connectors.playout.PlayoutOptions;
import lumen.signal.bridge.ControlFrame;
import lumen.signal.protocol.BridgeState;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a receiver of OSC hears over real UDP. */
@Timeout(60)
class PlayoutSinkTest {
  private static final SinkWriter.Context WITHOUT = null;

  /** Knows where metrics go, and nothing else. */
  private static WriterInitContext metricsAlone() {
    return (WriterInitContext)
        Proxy.newProxyInstance(
            WriterInitContext.class.getClassLoader(),
            new Class<?>[] {WriterInitContext.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("metricGroup");
              return UnregisteredMetricsGroup.createSinkWriterMetricGroup();
            });
  }

  private static List<String> heard(DatagramSocket ears, int messages) throws Exception {
    OSCParser parser = new OSCSerializerAndParserBuilder().buildParser();
    List<String> heard = new ArrayList<>();
    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
    while (heard.size() < messages) {
      ears.receive(packet);
      OSCMessage message =
          (OSCMessage) parser.convert(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
      heard.add(message.getAddress() + ' ' + message.getArguments().get(0));
    }
    return heard;
  }

  /** In rollback nothing is played, but a receiver hears every second that somebody is there. */
  @Test
  void rolledBackIsHeardToBeOtherThanGone() throws Exception {
    try (DatagramSocket ears = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      ears.setSoTimeout(20_000);
      int port = ears.getLocalPort();
      PlayoutSink sink =
          new PlayoutSink(
              new PlayoutOptions(300_000, 0, 100),
              0,
              "osc",
              ArrivalClock::ofMachine,
              () -> new OscPlayer(new OscOut("127.0.0.1", port)));
      long second = 1_000_000;
      long now = (ArrivalClock.ofMachine().getAsLong() / second + 1) * second;
      try (SinkWriter<ControlFrame> writer = sink.createWriter(metricsAlone())) {
        writer.write(
            LifeSignsTest.tick("stage a/b", now + 100_000, BridgeState.E2_BRIDGED, 200), WITHOUT);
        assertThat(heard(ears, 4))
            .containsExactly(
                "/ure/note_len 0.95",
                "/ure/velocity 121",
                "/lumen/stage%20a%2Fb/state 2",
                "/lumen/stage%20a%2Fb/tick_ms 200.0");
        writer.write(
            LifeSignsTest.tick("stage a/b", now + 900_000, BridgeState.E4_ROLLBACK, 220), WITHOUT);
        writer.writeWatermark(new Watermark((now + 2 * second) / 1_000));
        for (int sign = 0; sign <= 2; sign++) {
          assertThat(heard(ears, 2))
              .containsExactly(
                  "/lumen/stage%20a%2Fb/state 4", "/lumen/stage%20a%2Fb/tick_ms 220.0");
          assertThat(ArrivalClock.ofMachine().getAsLong()).isGreaterThan(now + sign * second);
        }
      }
      ears.setSoTimeout(100);
      assertThat(heardNothing(ears)).isTrue();
    }
  }

  private static boolean heardNothing(DatagramSocket ears) throws Exception {
    try {
      heard(ears, 1);
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }
}
