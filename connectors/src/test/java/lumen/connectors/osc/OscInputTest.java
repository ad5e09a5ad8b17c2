package lumen.connectors.osc;

import static lumen.connectors.osc.Packets.bundle;
import static lumen.connectors.osc.Packets.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import lumen.connectors.live.ArrivalClock;
import lumen.connectors.outage.OutageLines;
import lumen.event.RejectReason;
import lumen.intake.LiveInputException;
import lumen.intake.LiveMessage;
import lumen.intake.LiveMessage.Dropped;
import lumen.intake.LiveMessage.Filtered;
import lumen.intake.LiveMessage.Refused;
import lumen.intake.LiveMessage.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OscInputTest {
  private static final byte[] LAST = message("/last", 1);

  @Test
  void handsOverWhatArrivesInItsOrder() throws Exception {
    try (Listening stream = Listening.withDefaults()) {
      long before = ArrivalClock.ofMachine().getAsLong();
      for (int i = 0; i < 1000; i++) {
        stream.send(message("/a", i));
      }
      stream.send(LAST);
      stream.awaitKey("/last");

      assertThat(stream.messages).hasSize(1001);
      for (int i = 0; i < 1000; i++) {
        Scalar scalar = (Scalar) stream.messages.get(i);
        assertThat(scalar.value()).isEqualTo(i);
        assertThat(scalar.arrivalMicros()).isBetween(before - 1_000_000, before + 60_000_000);
      }
    }
  }

  @Test
  void damagedPacketsAreRefusedAndTheNextIsRead() throws Exception {
    try (Listening stream = new Listening(Listening.options(64, 100, List.of()))) {
      stream.send(new byte[] {1, 2, 3});
      stream.send(new byte[0]);
      stream.send(message("/" + "x".repeat(64), 0));
      stream.send(LAST);
      stream.awaitKey("/last");

      assertThat(stream.messages.stream().map(OscInputTest::reason))
          .containsExactly(
              RejectReason.MALFORMED_OSC,
              RejectReason.MALFORMED_OSC,
              RejectReason.PACKET_TOO_LARGE,
              null);
      Refused large = (Refused) stream.messages.get(2);
      assertThat(large.detail())
          .isEqualTo(
              "must not exceed the largest packet allowed: packet of 76 bytes from 127.0.0.1:"
                  + stream.sender().getPort());
      assertThat(large.raw()).startsWith("2f7878");
    }
  }

  private static RejectReason reason(LiveMessage message) {
    return message instanceof Refused refused ? refused.reason() : null;
  }

  @Test
  void hostThatIsNotAllowedIsRefused() throws Exception {
    try (Listening stream =
        new Listening(Listening.options(1024, 100, List.of("10.0.0.0/8", "192.168.1.7")))) {
      stream.send(LAST);
      stream.await(message -> reason(message) == RejectReason.HOST_NOT_ALLOWED);

      assertThat(((Refused) stream.messages.get(0)).detail())
          .isEqualTo(
              "host must be one of those allowed: packet of 16 bytes from 127.0.0.1:"
                  + stream.sender().getPort());
    }
    try (Listening stream = new Listening(Listening.options(1024, 100, List.of("127.0.0.0/8")))) {
      stream.send(LAST);
      stream.awaitKey("/last");
    }
  }

  @Test
  void overflowDropsTheNewestAndCountsItsMessages() throws Exception {
    int capacity = 50;
    try (Listening stream = new Listening(Listening.options(1024, capacity, List.of()))) {
      for (int i = 0; i < capacity; i++) {
        stream.send(message("/kept", i));
      }
      byte[] three = bundle(1, message("/a", 1), bundle(1, message("/b", 1), message("/c", 1)));
      byte[] damaged = bundle(1, message("/a", 1), new byte[] {'/', 'a', 'b', 'c'});
      for (int i = 0; i < 100; i++) {
        stream.send(three);
        stream.send(damaged);
        stream.send(message("/dropped", i));
      }
      List<LiveMessage> first = new ArrayList<>();
      await().atMost(Listening.PATIENCE).until(() -> dropped(stream.input, first) == 500);

      stream.drain();
      stream.send(LAST);
      stream.awaitKey("/last");
      List<LiveMessage> all = new ArrayList<>(first);
      all.addAll(stream.messages);
      assertThat(all.stream().filter(m -> m instanceof Scalar s && s.key().equals("/kept")))
          .hasSize(capacity);
      assertThat(sumOfDropped(all)).isEqualTo(500);
      assertThat(all.stream().filter(m -> m instanceof Scalar)).hasSize(capacity + 1);
    }
  }

  /** Looks at the drops alone: draining nothing leaves the queue full. */
  private static long dropped(OscInput input, List<LiveMessage> into) {
    input.drain(into::add, 0);
    return sumOfDropped(into);
  }

  private static long sumOfDropped(List<LiveMessage> messages) {
    return messages.stream()
        .mapToLong(message -> message instanceof Dropped dropped ? dropped.count() : 0)
        .sum();
  }

  @Test
  void drainStopsAtItsMaximumAndGoesOnWithinABundle() throws Exception {
    OscOptions all = Listening.options(1024, 100, List.of());
    OscOptions options =
        new OscOptions(
            all.host(), 0, 1024, 100, 1 << 16, List.of(), OscAddressFilter.of(List.of("/a")), true);
    try (Listening stream = new Listening(options)) {
      stream.send(bundle(1, message("/a", 1), message("/b", 2), message("/a", 3)));
      List<LiveMessage> taken = new ArrayList<>();
      await().atMost(Listening.PATIENCE).until(() -> stream.input.drain(taken::add, 1) == 1);
      assertThat(taken).containsExactly(new Filtered(1, taken.get(0).arrivalMicros()));
      assertThat(stream.input.drain(taken::add, 1)).isEqualTo(1);
      assertThat(stream.input.drain(taken::add, 1)).isEqualTo(1);
      assertThat(stream.input.drain(taken::add, 1)).isZero();
      assertThat(taken.subList(1, 3).stream().map(m -> ((Scalar) m).value()))
          .containsExactly(1.0, 3.0);
    }
  }

  @Test
  void socketThatFailsIsOpenedAgainOnItsPort() throws Exception {
    try (Listening stream = Listening.withDefaults();
        OutageLines log = new OutageLines("OSC socket 127.0.0.1:" + stream.port())) {
      int port = stream.port();
      String name = "osc 127.0.0.1:" + port;
      Thread network =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals(name))
              .findFirst()
              .orElseThrow();
      assertThat(network.isDaemon()).isTrue();
      for (int i = 0; i < 3; i++) {
        String key = "/after" + i;
        network.interrupt();
        await()
            .atMost(Listening.PATIENCE)
            .until(
                () -> {
                  stream.input.drain(stream.messages::add, 10);
                  stream.send(message(key, 1));
                  return stream.messages.toString().contains(key);
                });
      }
      assertThat(stream.input.status()).startsWith("listening on 127.0.0.1:" + port);
      String lost = "WARN is out of reach, tried until it is back: java.nio.channels.ClosedBy";
      assertThat(log.lines()).hasSize(6);
      for (int i = 0; i < 6; i += 2) {
        assertThat(log.lines().get(i)).startsWith(lost);
        assertThat(log.lines().get(i + 1)).isEqualTo("INFO is back, after 1 failures");
      }
    }
  }

  @Test
  void whatWaitsIsCountedUntilItIsTaken() throws Exception {
    try (Listening stream = Listening.withDefaults()) {
      for (int i = 0; i < 3; i++) {
        stream.send(message("/a", i));
      }
      await().atMost(Listening.PATIENCE).until(() -> stream.input.waiting() == 3);
      stream.drain();
      assertThat(stream.input.waiting()).isZero();
    }
  }

  @Test
  void takenPortIsNamed() throws Exception {
    try (Listening stream = Listening.withDefaults()) {
      OscInput second =
          new OscInput(OscOptions.at("127.0.0.1", stream.port()), ArrivalClock.ofMachine());

      assertThatThrownBy(() -> second.open(() -> {}))
          .isInstanceOf(LiveInputException.class)
          .hasMessageContaining("must be a free port at an address of this host: 127.0.0.1:")
          .hasMessageContaining(":" + stream.port() + " (");
      second.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.77", "no-such-host.invalid"})
  void addressOfAnotherHostIsNamed(String host) {
    try (OscInput input = new OscInput(OscOptions.at(host, 0), ArrivalClock.ofMachine())) {
      assertThatThrownBy(() -> input.open(() -> {}))
          .isInstanceOf(LiveInputException.class)
          .hasMessageContaining("address of this host")
          .hasMessageContaining(host);
    }
  }

  @Test
  void statusTellsBufferAndLosses() throws Exception {
    OscOptions wanted = OscOptions.at("127.0.0.1", 0);
    OscOptions huge =
        new OscOptions("127.0.0.1", 0, 1024, 10, 1 << 30, List.of(), wanted.addresses(), true);
    try (Listening stream = new Listening(huge)) {
      assertThat(stream.input.status())
          .matches(
              "listening on 127\\.0\\.0\\.1:\\d+, receive buffer \\d+ bytes of 1073741824 asked"
                  + " \\(raise net\\.core\\.rmem_max\\), los.*");
    }
  }

  @Test
  void whatHadArrivedIsHandedOverAfterClosing() throws Exception {
    Listening stream = Listening.withDefaults();
    stream.send(LAST);
    await()
        .atMost(Listening.PATIENCE)
        .until(() -> stream.input.drain(stream.messages::add, 10) == 1);
    stream.send(message("/closing", 1));
    stream.send(message("/closing", 2));
    stream.close();
    stream.close();

    stream.drain();
    assertThat(stream.input.status()).startsWith("closed");
    assertThat(stream.messages.size()).isBetween(1, 3);
  }
}
