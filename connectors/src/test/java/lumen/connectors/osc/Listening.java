package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import lumen.connectors.live.ArrivalClock;
import lumen.event.KeyFilter;
import lumen.intake.LiveInputException;
import lumen.intake.LiveMessage;

/** An open input on a free port of the loopback address, and a socket that sends to it. */
final class Listening implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  final OscInput input;
  final List<LiveMessage> messages = new ArrayList<>();
  private final Semaphore woken = new Semaphore(0);
  private final DatagramChannel sender;

  Listening(OscOptions options) throws LiveInputException, IOException {
    input = new OscInput(options, ArrivalClock.ofMachine());
    input.open(woken::release);
    sender =
        DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  static OscOptions options(int maxPacketBytes, int queuePackets, List<String> allowedHosts) {
    return new OscOptions(
        "127.0.0.1",
        0,
        maxPacketBytes,
        queuePackets,
        OscOptions.DEFAULT_RECEIVE_BUFFER_BYTES,
        allowedHosts,
        KeyFilter.ALL,
        true);
  }

  static Listening withDefaults() throws LiveInputException, IOException {
    return new Listening(OscOptions.at(InetAddress.getLoopbackAddress().getHostAddress(), 0));
  }

  int port() {
    return input.address().getPort();
  }

  InetSocketAddress sender() throws IOException {
    return (InetSocketAddress) sender.getLocalAddress();
  }

  void send(byte[] packet) throws IOException {
    assertThat(sender.send(ByteBuffer.wrap(packet), input.address())).isEqualTo(packet.length);
  }

  /** Drains when woken, until a message is the one waited for. */
  void await(Predicate<LiveMessage> last) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (messages.stream().noneMatch(last)) {
      long left = end - System.nanoTime();
      assertThat(left).as("%s after %s", input.status(), messages).isPositive();
      if (woken.tryAcquire(left, TimeUnit.NANOSECONDS)) {
        drain();
      }
    }
  }

  void awaitKey(String key) throws InterruptedException {
    await(message -> message instanceof LiveMessage.Scalar scalar && scalar.key().equals(key));
  }

  void drain() {
    int handed;
    do {
      handed = input.drain(messages::add, 100);
    } while (handed >= 100);
  }

  @Override
  public void close() throws IOException {
    sender.close();
    input.close();
  }
}
