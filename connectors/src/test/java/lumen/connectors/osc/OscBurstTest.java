package lumen.connectors.osc;

import static lumen.connectors.osc.Packets.bundle;
import static lumen.connectors.osc.Packets.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import lumen.connectors.live.LiveClock;
import lumen.connectors.live.LiveIngest;
import lumen.connectors.live.LiveStream;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.LateEvent;
import lumen.event.Position;
import lumen.event.SampleBlock;
import lumen.intake.LiveInputException;
import lumen.intake.RecordIntake;
import lumen.intake.ReplayOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Which times the samples of a burst have, from the socket to the blocks that a job fuses. A bundle
 * has one time, so its messages of one address are samples of one moment, of which fusion keeps the
 * last; bundles within it have their own, and packets each their arrival: these may be 1 us apart.
 */
class OscBurstTest {
  private static final long NOW = 1_767_225_600_000_000L;
  private static final long SECOND = 1_000_000;
  private static final int BURST = 65;
  private static final ReplayOptions RULES =
      new ReplayOptions(
          2 * SECOND, 10 * SECOND, 3_600 * SECOND, 86_400 * SECOND, 10, Map.of(), true, 0, false);

  private final AtomicLong clock = new AtomicLong(NOW);
  private final List<byte[]> log = new ArrayList<>();
  private final List<Envelope> taken = new ArrayList<>();
  private LiveIngest ingest;
  private InetSocketAddress address;

  private void listen(long microsPerLook) throws LiveInputException {
    AtomicReference<OscInput> input = new AtomicReference<>();
    LiveStream stream =
        new LiveStream(
            "osc_1",
            "rig",
            "stage",
            false,
            LiveClock.Factory.NONE,
            arrivals -> {
              input.set(new OscInput(OscOptions.at("127.0.0.1", 0), arrivals));
              return input.get();
            });
    ingest =
        new LiveIngest(
            List.of(stream),
            new HashMap<>(),
            SECOND / 10,
            86_400 * SECOND,
            () -> clock.getAndAdd(microsPerLook));
    ingest.open();
    address = input.get().address();
  }

  @AfterEach
  void close() {
    ingest.close();
  }

  /** Sends these packets and a last one, and takes what the ingest makes of them as a job does. */
  private void play(byte[]... packets) throws IOException {
    try (DatagramChannel sender =
        DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      for (byte[] packet : packets) {
        sender.send(ByteBuffer.wrap(packet), address);
      }
      sender.send(ByteBuffer.wrap(message("/last", 1)), address);
    }
    log.add(ingest.header());
    await().atMost(Listening.PATIENCE).until(this::lastIsThere);
    RecordIntake intake = new RecordIntake("live", RULES, true);
    for (byte[] line : log) {
      intake.take(line, new Position("live", 0, 1));
    }
    intake.drain(taken);
    taken.addAll(intake.accounts());
  }

  private boolean lastIsThere() {
    ingest.drain(log::add);
    byte[] newest = log.get(log.size() - 1);
    return new String(newest, StandardCharsets.UTF_8).contains("\"/last\"");
  }

  private static byte[][] messages() {
    byte[][] messages = new byte[BURST][];
    Arrays.setAll(messages, i -> message("/breath", i));
    return messages;
  }

  /** The bundle in which every message lies in a bundle of its own. */
  private static byte[] bundles(LongUnaryOperator micros) {
    byte[][] inner = messages();
    Arrays.setAll(
        inner, i -> bundle(OscTimeTag.ofMicros(micros.applyAsLong(i)), message("/breath", i)));
    return bundle(OscTimeTag.IMMEDIATELY, inner);
  }

  private <T> List<T> of(Class<T> type) {
    return taken.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private List<Long> times(String key) {
    return of(SampleBlock.class).stream()
        .filter(block -> block.key().equals(key))
        .flatMapToLong(block -> Arrays.stream(block.micros()))
        .boxed()
        .toList();
  }

  private Account account() {
    return of(Account.class).get(0);
  }

  @Test
  void messagesOfABundleWithoutATimeHaveTheOneOfItsArrival() throws Exception {
    listen(0);
    play(bundle(OscTimeTag.IMMEDIATELY, messages()));

    assertThat(times("/breath")).isEqualTo(Collections.nCopies(BURST, NOW));
    assertThat(account().counts()).isEqualTo(new Account.Counts(66, 66, 0, 0, 0, 0));
  }

  @Test
  void messagesOfABundleHaveItsTime() throws Exception {
    listen(0);
    play(bundle(OscTimeTag.ofMicros(NOW - 20_000), messages()));

    assertThat(times("/breath")).isEqualTo(Collections.nCopies(BURST, NOW - 20_000));
  }

  @Test
  void bundlesWithinOneHaveTheirOwnTimesToTheMicrosecond() throws Exception {
    listen(0);
    play(bundles(i -> NOW - 20_000 + i));

    assertThat(times("/breath"))
        .isEqualTo(LongStream.range(0, BURST).map(i -> NOW - 20_000 + i).boxed().toList());
    assertThat(account().clamped()).isZero();
  }

  @Test
  void packetsOfABurstHaveTheirArrivalsWhichMayBeMicrosecondsApart() throws Exception {
    listen(1);
    play(messages());

    List<Long> times = times("/breath");
    assertThat(times).hasSize(BURST).isSorted();
    assertThat(new TreeSet<>(times)).as("each its own").hasSize(BURST);
    assertThat(times.get(BURST - 1) - times.get(0)).isGreaterThanOrEqualTo(BURST - 1);
  }

  @Test
  void wildTimesWithinABundleAreJudgedOneByOne() throws Exception {
    listen(0);
    long[] micros = {NOW - 50_000, NOW - 3_600 * SECOND, NOW - 4 * SECOND, NOW + SECOND, NOW};
    play(bundles(i -> micros[(int) i % 5]));

    // Not believed by an hour: its arrival holds. By 4 s: believed, and late.
    assertThat(times("/breath")).hasSize(52).doesNotContain(micros[1], micros[2]);
    assertThat(times("/breath").subList(0, 4))
        .containsExactly(NOW - 50_000, NOW, NOW + SECOND, NOW);
    assertThat(account().clamped()).isEqualTo(13);
    assertThat(of(LateEvent.class)).hasSize(13);
    assertThat(account().counts()).isEqualTo(new Account.Counts(66, 53, 0, 13, 0, 0));
  }

  @Test
  void floatThatIsNoNumberCostsItsElement() throws Exception {
    listen(0);
    byte[] eeg =
        message(
            "/eeg",
            "fffff",
            out -> {
              for (float value : new float[] {1, 2, 3, 4, Float.NaN}) {
                out.writeFloat(value);
              }
            });
    byte[] lost = message("/eeg", "ff", out -> out.writeLong(0x7fc00000_7f800000L));
    play(eeg, lost, message("/eeg", Float.NEGATIVE_INFINITY), eeg);

    assertThat(times("/eeg[3]")).hasSize(2);
    assertThat(times("/eeg[4]")).isEmpty();
    assertThat(account().ignoredElements()).isEqualTo(2);
    assertThat(account().rejects()).isEqualTo(Map.of("no_usable_value", 1L, "non_finite", 1L));
  }
}
