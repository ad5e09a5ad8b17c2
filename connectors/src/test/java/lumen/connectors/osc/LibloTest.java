package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import lumen.connectors.playout.Tick;
import lumen.intake.LiveMessage.Elements;
import lumen.intake.LiveMessage.Scalar;
import lumen.intake.LiveMessage.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The programs of liblo on the other end. */
@Timeout(60)
class LibloTest {
  @Test
  void hearsOscsend() throws Exception {
    try (Listening stream = Listening.withDefaults()) {
      int port = stream.port();
      Peer.run("oscsend", "127.0.0.1", port, "/pulse", "f", "72.5");
      Peer.run("oscsend", "127.0.0.1", port, "/count", "i", "-3");
      Peer.run("oscsend", "127.0.0.1", port, "/long", "h", "1099511627776");
      Peer.run("oscsend", "127.0.0.1", port, "/label", "s", "walking fast");
      Peer.run("oscsend", "127.0.0.1", port, "/on", "T");
      Peer.run("oscsend", "127.0.0.1", port, "/bang");
      Peer.run("oscsend", "127.0.0.1", port, "/imu", "fdisF", "1.5", "-2.25", "7", "x");
      Peer.run("oscsend", "127.0.0.1", port, "/last", "i", "1");
      stream.awaitKey("/last");

      assertThat(stream.messages).hasSize(8);
      assertThat(value(stream, 0)).isEqualTo(72.5);
      assertThat(value(stream, 1)).isEqualTo(-3);
      assertThat(value(stream, 2)).isEqualTo(1L << 40);
      assertThat(((Text) stream.messages.get(3)).text()).isEqualTo("walking fast");
      assertThat(value(stream, 4)).isEqualTo(1);
      assertThat(value(stream, 5)).isEqualTo(1);
      assertThat(((Elements) stream.messages.get(6)).values())
          .containsExactly(1.5, -2.25, 7, Double.NaN, 0);
    }
  }

  private static double value(Listening stream, int index) {
    return ((Scalar) stream.messages.get(index)).value();
  }

  @Test
  void isHeardByOscdump() throws Exception {
    int port = freePort();
    try (Peer oscdump = Peer.start("oscdump", "-L", port);
        OscOut out = new OscOut("127.0.0.1", port)) {
      BufferedReader lines = oscdump.output();
      List<String> heard = new ArrayList<>();
      awaitListener(out, lines);
      new OscPlayer(out).play(Tick.of("a", 0, 0.25, 0.5, false));
      out.send("/all", List.of(1, 2L, 0.5f, 0.25, "text", true, false));
      long micros = 1_705_320_000_500_000L;
      out.send("/timed", List.of(5), micros);
      while (heard.size() < 4) {
        String line = lines.readLine();
        if (!line.contains("/ready")) {
          heard.add(line);
        }
      }

      assertThat(heard.get(0)).endsWith("/ure/note_len f 0.500000");
      assertThat(heard.get(1)).endsWith("/ure/velocity i 95");
      assertThat(heard.get(2)).endsWith("/all ihfdsTF 1 2 0.500000 0.250000 \"text\" #T #F");
      assertThat(heard.get(3)).endsWith("/timed i 5").startsWith("e94f9cc0.80000000");
    }
  }

  /** Sends until the first line comes back: the program tells nobody when it is ready. */
  private static void awaitListener(OscOut out, BufferedReader lines) {
    await()
        .atMost(Listening.PATIENCE)
        .until(
            () -> {
              out.send("/ready", List.of());
              return lines.ready();
            });
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
