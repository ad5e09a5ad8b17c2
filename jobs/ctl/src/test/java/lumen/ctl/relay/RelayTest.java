package lumen.ctl.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RelayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void handsOnAllOfItWithoutAFault() throws Exception {
    try (Receiver receiver = new Receiver();
        UdpRelay relay = new UdpRelay(0, receiver.address(), 1)) {
      send(relay.port(), 50);
      await().atMost(PATIENCE).until(() -> receiver.heard().size() == 50);
      assertThat(receiver.heard())
          .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
      assertThat(relay.counts()).isEqualTo(new RelayCounts(50, 50, 0, 0, 0, 0));
      assertThat(relay.counts().applied()).isZero();
    }
  }

  @Test
  void losesBySeed() throws Exception {
    List<Integer> first = lossy(3);
    assertThat(lossy(3)).isEqualTo(first);
    assertThat(lossy(4)).isNotEqualTo(first);
    assertThat(first).hasSizeBetween(70, 130);
  }

  private static List<Integer> lossy(long seed) throws Exception {
    try (Receiver receiver = new Receiver();
        UdpRelay relay = new UdpRelay(0, receiver.address(), seed)) {
      relay.begin(new RelayFault(RelayFault.Kind.LOSS, 0.5));
      send(relay.port(), 200);
      await().atMost(PATIENCE).until(() -> relay.counts().received() == 200);
      RelayCounts counts = relay.counts();
      await().atMost(PATIENCE).until(() -> receiver.heard().size() == counts.sent());
      assertThat(counts.lost() + counts.sent()).isEqualTo(200);
      return receiver.heard();
    }
  }

  @Test
  void delaysWhatComesDuringTheFaultAndDeliversAllOfIt() throws Exception {
    try (Receiver receiver = new Receiver();
        UdpRelay relay = new UdpRelay(0, receiver.address(), 1)) {
      relay.begin(new RelayFault(RelayFault.Kind.DELAY, 0.5));
      long begun = System.nanoTime();
      send(relay.port(), 20);
      await().atMost(PATIENCE).until(() -> relay.counts().delayed() == 20);
      relay.end();
      await().atMost(PATIENCE).until(() -> receiver.heard().size() == 20);
      assertThat(System.nanoTime() - begun).isGreaterThan(Duration.ofMillis(500).toNanos());
      assertThat(receiver.heard()).as("in their order").isSorted();
    }
  }

  @Test
  void jitterLetsPacketsOvertakeEachOther() throws Exception {
    try (Receiver receiver = new Receiver();
        UdpRelay relay = new UdpRelay(0, receiver.address(), 5)) {
      relay.begin(new RelayFault(RelayFault.Kind.JITTER, 0.2));
      send(relay.port(), 100);
      await().atMost(PATIENCE).until(() -> receiver.heard().size() == 100);
      assertThat(receiver.heard())
          .doesNotHaveDuplicates()
          .isNotEqualTo(IntStream.range(0, 100).boxed().toList());
      assertThat(relay.counts().delayed()).isEqualTo(100);
    }
  }

  @Test
  void answersOfTcpAreDelayedAndWhole() throws Exception {
    try (Answers answers = new Answers();
        TcpRelay relay = new TcpRelay(0, answers.address(), 1)) {
      assertThat(ask(relay.port())).isEqualTo(Answers.TEXT);
      assertThat(relay.counts().applied()).isZero();
      relay.begin(new RelayFault(RelayFault.Kind.DELAY, 0.5));
      long begun = System.nanoTime();
      assertThat(ask(relay.port())).isEqualTo(Answers.TEXT);
      assertThat(System.nanoTime() - begun).isGreaterThan(Duration.ofMillis(500).toNanos());
      assertThat(relay.counts().delayed()).isPositive();
      // What was asked before may still be on its way out, and is closed too.
      relay.begin(new RelayFault(RelayFault.Kind.LOSS, 1));
      long closed = relay.counts().lost();
      assertThat(ask(relay.port())).isEmpty();
      assertThat(relay.counts().lost()).isEqualTo(closed + 1);
      relay.end();
      assertThat(ask(relay.port())).isEqualTo(Answers.TEXT);
      try (Socket kept = new Socket(LOOPBACK, relay.port())) {
        await().atMost(PATIENCE).until(() -> answers.accepted() == 4);
        long before = relay.counts().lost();
        relay.begin(new RelayFault(RelayFault.Kind.LOSS, 1));
        assertThat(relay.counts().lost()).as("one that was open before").isGreaterThan(before);
        assertThat(kept.getInputStream().read()).isEqualTo(-1);
        relay.end();
      }
      assertThatThrownBy(() -> relay.begin(new RelayFault(RelayFault.Kind.SPIKE, 8)))
          .hasMessageContaining("must be delay, jitter or loss on TCP");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "delay:800ms, DELAY, 0.8, ''",
    "jitter:0.1s, JITTER, 0.1, ''",
    "loss:0.2, LOSS, 0.2, ''",
    "spike:8:/wrist, SPIKE, 8, /wrist"
  })
  void isWrittenSo(String text, RelayFault.Kind kind, double amount, String address) {
    assertThat(RelayFault.parse(text)).isEqualTo(new RelayFault(kind, amount, address));
  }

  @ParameterizedTest
  @CsvSource({
    "delay, must be as delay:800ms: delay",
    "loss:1.5, 'loss must be above 0, up to 1: 1.5'",
    "loss:x, must be as loss:0.2: loss:x",
    "delay:1s:/x, must be as delay:800ms: delay:1s:/x",
    "storm:3, 'must be delay, jitter, loss or spike, such as delay:800ms: storm:3'"
  })
  void saysWhatWouldBeRight(String text, String message) {
    assertThatThrownBy(() -> RelayFault.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static void send(int port, int packets) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < packets; i++) {
        byte[] bytes = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, port));
      }
    }
  }

  private static String ask(int port) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, port);
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write('?');
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  /** Takes numbers. */
  private static final class Receiver implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
    private final List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());

    Receiver() throws IOException {
      Thread thread = new Thread(this::listen);
      thread.setDaemon(true);
      thread.start();
    }

    private void listen() {
      DatagramPacket packet = new DatagramPacket(new byte[64], 64);
      while (!socket.isClosed()) {
        try {
          socket.receive(packet);
          String text =
              new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
          numbers.add(Integer.parseInt(text));
        } catch (IOException e) {
          return;
        }
      }
    }

    InetSocketAddress address() {
      return new InetSocketAddress(LOOPBACK, socket.getLocalPort());
    }

    List<Integer> heard() {
      return List.copyOf(numbers);
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** Answers a question, and closes. */
  private static final class Answers implements AutoCloseable {
    static final String TEXT = "an answer of some length\n".repeat(10_000);
    private final ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
    private final AtomicInteger accepted = new AtomicInteger();

    Answers() throws IOException {
      Thread thread = new Thread(this::answer);
      thread.setDaemon(true);
      thread.start();
    }

    private void answer() {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          accepted.incrementAndGet();
          if (socket.getInputStream().read() == '?') {
            socket.getOutputStream().write(TEXT.getBytes(StandardCharsets.US_ASCII));
          }
        } catch (IOException e) {
          continue;
        }
      }
    }

    int accepted() {
      return accepted.get();
    }

    InetSocketAddress address() {
      return new InetSocketAddress(LOOPBACK, server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
