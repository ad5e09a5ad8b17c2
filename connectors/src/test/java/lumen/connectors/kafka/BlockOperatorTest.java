package lumen.connectors.kafka;

import static lumen.connectors.kafka.BlockerRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import lumen.event.Account;
import lumen.event.Envelope;
import lumen.event.EventLimits;
import lumen.event.LateEvent;
import lumen.event.Reject;
import lumen.event.RejectReason;
import lumen.event.SampleBlock;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records, and when. */
class BlockOperatorTest {
  @Test
  void samplesOfSeveralRecordsLeaveAsOneBlockAfterAShortTime() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      run.event(0, 0, 0.0, 1);
      run.event(0, 1, 0.1, 2);
      assertThat(run.out).isEmpty();
      run.stall(KafkaInputOptions.DEFAULT_FLUSH_MILLIS);
      assertThat(run.all(SampleBlock.class)).singleElement().extracting("size").isEqualTo(2);
    }
  }

  @Test
  void enoughSamplesLeaveAtOnce() throws Exception {
    KafkaInputOptions input = flushing(20, 3);
    try (BlockerRun run = new BlockerRun(input, BlockerRun.rules())) {
      run.event(0, 0, 0.0, 1);
      run.event(0, 1, 0.1, 2);
      assertThat(run.out).isEmpty();
      run.event(0, 2, 0.2, 3);
      assertThat(run.all(SampleBlock.class)).singleElement().extracting("size").isEqualTo(3);
    }
  }

  @Test
  void blocksLeaveBeforeTheirWatermarkWhichLiesStrictlyBelowTheLine() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      run.event(0, 0, -5.0, 1);
      run.event(0, 1, 1.0, 1);
      run.event(0, 2, 6.0, 2);
      run.pass(200);
      assertThat(run.out)
          .extracting(Object::getClass)
          .containsExactly(
              Arrays.asList(SampleBlock.class, Account.class, Watermark.class)
                  .toArray(Class<?>[]::new));
      assertThat(run.watermark()).isEqualTo(3.999);
    }
  }

  @Test
  void everythingLeavesBeforeABarrierAndAccountsAreExactThen() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      run.event(0, 0, 0.0, 1);
      run.beforeBarrier();
      run.event(0, 1, 0.1, 2);
      run.take(0, 2, bytes("no"));
      run.beforeBarrier();
      assertThat(run.all(SampleBlock.class)).hasSize(2);
      assertThat(run.accounts().get("s0").counts()).isEqualTo(new Account.Counts(2, 2, 0, 0, 0, 0));
      assertThat(run.accounts().get("events").counts())
          .isEqualTo(new Account.Counts(1, 0, 1, 0, 0, 0));
    }
  }

  @Test
  void accountsAreSumsOverPartitionsToldAtMostOnceASecondAndOnlyIfChanged() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      for (int i = 0; i < 30; i++) {
        run.take(i % 3, i / 3, bytes(BlockerRun.event("hand", i * 0.1, i)));
        run.pass(200);
      }
      run.pass(5_000);
      List<Account> told = run.all(Account.class);
      assertThat(told).hasSizeBetween(5, 8);
      assertThat(run.accounts().get("hand").counts().received()).isEqualTo(30);
    }
  }

  @Test
  void slowestPartitionHoldsEventTime() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      run.assign(0);
      run.assign(1);
      goOn(run, 0, 89, 100);
      run.pass(400);
      assertThat(run.watermark()).isNaN();
      run.event(1, 0, -4.0, 1);
      run.event(1, 1, 2.0, 1);
      run.pass(400);
      assertThat(run.watermark()).as("it has no line yet").isNaN();
      run.event(1, 2, 7.0, 1);
      run.pass(400);
      assertThat(run.watermark()).isEqualTo(4.999);
      run.event(1, 3, 8.0, 1);
      run.pass(400);
      assertThat(run.watermark()).isEqualTo(5.999);
      assertThat(run.all(LateEvent.class)).isEmpty();
    }
  }

  @Test
  void silentPartitionLetsGoAndIsLateWhenItComesBack() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      run.assign(0);
      run.assign(1);
      run.event(1, 0, 0.0, 1);
      for (int i = 0; i < 12; i++) {
        run.event(0, i, i, i);
        run.pass(1_000);
      }
      assertThat(run.watermark()).isEqualTo(8.999);
      run.event(1, 1, 8.9, 2);
      run.event(1, 2, 9.0, 3);
      run.pass(200);
      assertThat(run.all(LateEvent.class))
          .extracting(LateEvent::micros)
          .containsExactly(BlockerRun.T0_MICROS + 8_900_000);
      run.pass(1_000);
      assertThat(run.accounts().get("s1").counts()).isEqualTo(new Account.Counts(3, 2, 0, 1, 0, 0));
    }
  }

  @Test
  void partitionThatSendsOnlyThePastHoldsNobody() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      goOn(run, 0, 89, 100);
      run.pass(200);
      run.assign(1);
      for (int i = 0; i < 60; i++) {
        run.event(0, 12 + i, 100.0 + i, i);
        run.event(1, i, 1.0 + i * 0.01, i);
        run.pass(1_000);
      }
      assertThat(run.watermark()).isEqualTo(156.999);
      assertThat(run.accounts().get("s1").counts().late()).isEqualTo(60);
    }
  }

  @Test
  void timeForWhichTheJobWasHeldUpIsNoSilence() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      run.assign(0);
      run.assign(1);
      goOn(run, 0, 89, 100);
      run.stall(60_000);
      assertThat(run.watermark()).isNaN();
      run.pass(10_000);
      assertThat(run.watermark()).isEqualTo(97.999);
    }
  }

  @Test
  void silentTopicLetsEventTimeWaitUnlessItIsToGoOn() throws Exception {
    KafkaInputOptions plain = KafkaInputOptions.of("events", "localhost:9092", "lumen.events");
    try (BlockerRun run = new BlockerRun(plain, BlockerRun.rules())) {
      run.pass(60_000);
      assertThat(run.out).isEmpty();
    }
    KafkaInputOptions going =
        new KafkaInputOptions(
            "events",
            "localhost:9092",
            "lumen.events",
            null,
            KafkaInputOptions.Start.EARLIEST,
            Map.of(),
            20,
            64,
            100_000,
            EndingSource.NEVER);
    try (BlockerRun run = new BlockerRun(going, BlockerRun.rules())) {
      run.pass(9_800);
      assertThat(run.out).isEmpty();
      run.pass(2_200);
      assertThat(run.all(Watermark.class)).last().isEqualTo(new Watermark(12_000 - 100 - 1));
      run.event(0, 0, 0.0, 1);
      assertThat(run.all(LateEvent.class)).isEmpty();
    }
  }

  @Test
  void poisonRecordsAreRejectsWithTheirOffset() throws Exception {
    byte[] tooLong = new byte[EventLimits.MAX_LINE_BYTES + 1];
    Arrays.fill(tooLong, (byte) '{');
    try (BlockerRun run = new BlockerRun()) {
      run.take(3, 41, null);
      run.take(3, 42, tooLong);
      run.take(3, 43, bytes("{\"ts\":"));
      run.take(3, 44, new byte[0]);
      run.take(3, 45, new byte[] {(byte) 0xff, (byte) 0xfe});
      run.event(3, 46, 0.0, 1);
      run.beforeBarrier();
      List<Reject> rejects = run.all(Reject.class);
      assertThat(rejects)
          .extracting(Reject::reason)
          .containsExactly(
              RejectReason.NOT_JSON,
              RejectReason.LINE_TOO_LONG,
              RejectReason.NOT_JSON,
              RejectReason.NOT_JSON,
              RejectReason.NOT_UTF8);
      assertThat(rejects)
          .extracting(r -> r.position().offset())
          .containsExactly(41L, 42L, 43L, 44L, 45L);
      assertThat(rejects)
          .extracting(r -> r.position().line())
          .containsExactly(42L, 43L, 44L, 45L, 46L);
      assertThat(rejects).extracting(r -> r.position().file()).containsOnly("lumen.events-3");
      assertThat(rejects.get(1).raw()).hasSize(EventLimits.MAX_RAW_BYTES);
      assertThat(run.accounts().get("events").rejects())
          .isEqualTo(Map.of("not_json", 3L, "line_too_long", 1L, "not_utf8", 1L));
      assertThat(run.accounts().get("s3").counts().used()).isEqualTo(1);
    }
  }

  @Test
  void sameEventTwiceIsHandedOnTwiceAndCountedTwice() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      run.event(0, 0, 0.0, 1);
      run.event(0, 1, 0.0, 1);
      run.beforeBarrier();
      assertThat(run.all(SampleBlock.class)).singleElement().extracting("size").isEqualTo(2);
      assertThat(run.accounts().get("s0").counts().used()).isEqualTo(2);
    }
  }

  @Test
  void upstreamEventTimeEndsHereButTheEndOfInputPasses() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      run.harness().processWatermark(new Watermark(BlockerRun.T0_MICROS));
      run.harness().processWatermarkStatus(WatermarkStatus.IDLE);
      run.gather();
      assertThat(run.out).isEmpty();
      run.event(0, 0, 0.0, 1);
      run.harness().processWatermark(Watermark.MAX_WATERMARK);
      run.pass(1_000);
      assertThat(run.out).hasSize(3).last().isEqualTo(Watermark.MAX_WATERMARK);
      assertThat(run.all(Envelope.class)).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void cutsAndRestoresChangeNothingAndNothingAcceptedIsBehindTheWatermark(long seed)
      throws Exception {
    Map<String, List<String>> content = null;
    Map<String, Account> accounts = null;
    for (int way = 0; way < 4; way++) {
      try (BlockerRun run = new BlockerRun(flushing(20, way == 2 ? 1 : 50), BlockerRun.rules())) {
        play(run, new Random(seed), way);
        watermarkKeepsItsPromise(run);
        if (content == null) {
          content = run.content();
          accounts = run.accounts();
          assertThat(accounts.get("s1").counts().late()).as("seed %d", seed).isPositive();
        }
        assertThat(run.content()).as("seed %d, way %d", seed, way).isEqualTo(content);
        assertThat(run.accounts()).as("seed %d, way %d", seed, way).isEqualTo(accounts);
      }
    }
  }

  /** The same records at the same times; what differs is when blocks are cut. */
  private static void play(BlockerRun run, Random random, int way) throws Exception {
    run.assign(0);
    run.assign(1);
    long[] offsets = new long[2];
    for (int i = 0; i < 600; i++) {
      int partition = random.nextInt(4) == 0 ? 1 : 0;
      double at = i * 0.05 - random.nextDouble() * (random.nextInt(20) == 0 ? 6 : 1);
      byte[] value =
          random.nextInt(50) == 0
              ? bytes("broken")
              : bytes(BlockerRun.event("s" + partition, at, random.nextInt(100)));
      run.take(partition, offsets[partition]++, value);
      if (way == 1 && i % 7 == 0) {
        run.beforeBarrier();
      }
      if (way == 3 && i % 97 == 0) {
        run.restore();
        run.assign(0);
        run.assign(1);
      }
    }
    run.harness().processWatermark(Watermark.MAX_WATERMARK);
    run.gather();
  }

  private static void watermarkKeepsItsPromise(BlockerRun run) {
    long mark = Long.MIN_VALUE;
    for (Object out : run.out) {
      if (out instanceof Watermark watermark) {
        mark = watermark.getTimestamp();
      } else if (out instanceof SampleBlock block && mark != Long.MIN_VALUE) {
        long open = mark;
        assertThat(LongStream.of(block.micros())).allMatch(micros -> micros > open * 1_000);
      }
    }
  }

  @Test
  void restoredBlockerPromisesNothingLessAndSaysSoAtOnce() throws Exception {
    try (BlockerRun run = new BlockerRun()) {
      goOn(run, 0, 39, 50);
      run.pass(200);
      assertThat(run.watermark()).isEqualTo(47.999);
      run.restore();
      run.out.clear();
      run.assign(0);
      run.assign(1);
      run.event(1, 0, 47.9, 1);
      run.pass(200);
      assertThat(run.watermark()).isEqualTo(47.999);
      assertThat(run.all(LateEvent.class)).hasSize(1);
      assertThat(run.accounts().get("s0").counts().received()).isEqualTo(12);
    }
  }

  /** One record a second, from a time to a time. */
  private static void goOn(BlockerRun run, int partition, int from, int to) throws Exception {
    for (int t = from; t <= to; t++) {
      run.event(partition, t - from, t, 1);
    }
  }

  private static KafkaInputOptions flushing(long millis, int samples) {
    return new KafkaInputOptions(
        "events",
        "localhost:9092",
        "lumen.events",
        null,
        KafkaInputOptions.Start.EARLIEST,
        Map.of(),
        millis,
        samples,
        0,
        EndingSource.NEVER);
  }
}
