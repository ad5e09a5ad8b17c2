package lumen.connectors.osc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import lumen.connectors.outage.OutageLines;
import lumen.intake.LiveMessage.Scalar;
import org.junit.jupiter.api.Test;

class OscOutTest {
  @Test
  void timeTagIsTheEventTimeAtTheOtherEnd() throws Exception {
    long micros = 1_900_000_000_123_457L;
    try (Listening stream = Listening.withDefaults();
        OscOut out = new OscOut("127.0.0.1", stream.port())) {
      assertThat(out.send("/timed", List.of(5), micros)).isTrue();
      stream.awaitKey("/timed");

      assertThat(((Scalar) stream.messages.get(0)).eventMicros()).isEqualTo(micros);
      assertThat(out.sent()).isEqualTo(1);
      assertThat(out.failures()).isZero();
    }
  }

  @Test
  void nobodyThereIsCountedAndTheReturnIsHeard() throws Exception {
    Listening first = Listening.withDefaults();
    OscOptions same = OscOptions.at("127.0.0.1", first.port());
    first.close();
    try (OscOut out = new OscOut("127.0.0.1", same.port())) {
      await()
          .atMost(Listening.PATIENCE)
          .until(
              () -> {
                out.send("/lost", List.of(1));
                return out.failures() >= 3;
              });
      assertThat(out.status()).endsWith("failed (last: nobody listens)");
      try (Listening stream = new Listening(same)) {
        await()
            .atMost(Listening.PATIENCE)
            .until(
                () -> {
                  out.send("/back", List.of(1));
                  stream.drain();
                  return !stream.messages.isEmpty();
                });
        assertThat(stream.messages.toString()).contains("/back").doesNotContain("/lost");
      }
    }
  }

  /** An answer that nobody listens comes with a later packet, so one that leaves proves little. */
  @Test
  void receiverThatIsAwayIsToldOnceAndItsReturnWhenItLasts() throws Exception {
    Listening first = Listening.withDefaults();
    OscOptions same = OscOptions.at("127.0.0.1", first.port());
    first.close();
    AtomicLong nanos = new AtomicLong();
    try (OutageLines log = new OutageLines("OSC receiver 127.0.0.1:" + same.port());
        OscOut out = new OscOut("127.0.0.1", same.port(), nanos::get)) {
      await()
          .atMost(Listening.PATIENCE)
          .until(
              () -> {
                for (int i = 0; i < 20; i++) {
                  out.send("/lost", List.of(1));
                }
                return out.failures() >= 50;
              });
      assertThat(log.lines())
          .containsExactly("WARN is out of reach, tried until it is back: nobody listens");
      try (Listening stream = new Listening(same)) {
        await()
            .atMost(Listening.PATIENCE)
            .until(
                () -> {
                  out.send("/back", List.of(1));
                  stream.drain();
                  return !stream.messages.isEmpty();
                });
        assertThat(log.lines()).hasSize(1);
        nanos.addAndGet(5_000_000_000L);
        out.send("/back", List.of(1));
        out.send("/back", List.of(1));
        assertThat(log.lines())
            .hasSize(2)
            .last()
            .isEqualTo("INFO is back, after " + out.failures() + " failures");
      }
    }
  }

  @Test
  void nameThatIsUnknownIsSoughtAgainAfterAWhile() {
    AtomicLong nanos = new AtomicLong();
    try (OscOut out = new OscOut("no-such-host.invalid", 9000, nanos::get)) {
      for (int i = 0; i < 5; i++) {
        assertThat(out.send("/a", List.of(1))).isFalse();
        nanos.addAndGet(3_000_000_000L);
      }
      assertThat(out.failures()).isEqualTo(5);
      assertThat(out.sent()).isZero();
      assertThat(out.status())
          .isEqualTo(
              "sending to no-such-host.invalid:9000, 0 sent, 5 failed (last:"
                  + " java.net.UnknownHostException: no-such-host.invalid)");
    }
  }

  @Test
  void closedOutputFailsWithoutThrowing() {
    OscOut out = new OscOut("127.0.0.1", 9000);
    out.close();
    out.close();

    assertThat(out.send("/a", List.of(1))).isFalse();
    assertThat(out.failures()).isEqualTo(1);
  }

  @Test
  void whatIsNoMessageIsNamed() {
    try (OscOut out = new OscOut("127.0.0.1", 9000)) {
      assertThatThrownBy(() -> out.send("no/slash", List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> out.send("/a", List.of(new Object())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("must be a message of one packet: ");
      assertThatThrownBy(() -> out.send("/a", List.of("x".repeat(70_000))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("must be a message of one packet: ");
    }
    assertThatThrownBy(() -> new OscOut("127.0.0.1", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a host and a port in 1..65535: host=127.0.0.1 port=0");
  }
}
