package lumen.overlay.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import lumen.statistics.Murmur3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutBucketTest {
  private static final int IDS = 100_000;

  @ParameterizedTest
  @CsvSource({
    "req-0001,40489,false",
    "req-0002,33182,false",
    "req-0003,79267,false",
    "req-0005,16487,true"
  })
  void keyFallsInItsBucket(String key, int bucket, boolean atTwentyPercent) {
    assertThat(RolloutBucket.of("rollback_first", key)).isEqualTo(bucket);
    assertThat(RolloutBucket.ofPercent(20).takes(bucket)).isEqualTo(atTwentyPercent);
  }

  /** Ten percent of many keys, and of these as good as ten percent by another name. */
  @Test
  void namesThatDifferTakeKeysThatDiffer() {
    RolloutBucket tenPercent = RolloutBucket.ofPercent(10);
    long taken = 0;
    long both = 0;
    for (int i = 0; i < IDS; i++) {
      String key = "req-%06d".formatted(i);
      if (tenPercent.takes(RolloutBucket.of("rollback_first", key))) {
        taken++;
        both += tenPercent.takes(RolloutBucket.of("evidence_first", key)) ? 1 : 0;
      }
    }
    assertThat(taken).isEqualTo(9_999);
    assertThat(both).isEqualTo(990);
  }

  /** 100,000 keys at 1,000 percentages: none that was taken is let go. */
  @Test
  void raisingTheShareLetsGoOfNone() {
    int[] buckets =
        IntStream.range(0, IDS).map(i -> RolloutBucket.of("rollback_first", "k" + i)).toArray();
    long before = 0;
    for (int tenths = 0; tenths <= 1_000; tenths++) {
      RolloutBucket share = RolloutBucket.ofPercent(tenths / 10.0);
      RolloutBucket more = RolloutBucket.ofPercent((tenths + 1) / 10.0);
      long taken = 0;
      long gone = 0;
      for (int bucket : buckets) {
        taken += share.takes(bucket) ? 1 : 0;
        gone += share.takes(bucket) && !more.takes(bucket) ? 1 : 0;
      }
      assertThat(gone).isZero();
      assertThat(taken).isGreaterThanOrEqualTo(before);
      before = taken;
    }
    assertThat(before).isEqualTo(IDS);
  }

  @Test
  void nobodyAndEverybody() {
    assertThat(RolloutBucket.ofPercent(0).takes(0)).isFalse();
    assertThat(RolloutBucket.ofPercent(100).takes(99_999)).isTrue();
    assertThat(RolloutBucket.ofPercent(12.345).taken()).isEqualTo(12_345);
  }

  /** flagd: [on, p], [off, 100 - p] of 100 is the same as thousandths, for every whole p. */
  @Test
  void wholePercentsAreTheSameInHundredths() {
    int differ = 0;
    for (int i = 0; i < 2_000; i++) {
      String key = "user" + i;
      int hundredth = Murmur3.bucket("name" + key, 100);
      int bucket = RolloutBucket.of("name", key);
      for (int percent = 0; percent <= 100; percent++) {
        differ += RolloutBucket.ofPercent(percent).takes(bucket) != hundredth < percent ? 1 : 0;
      }
    }
    assertThat(differ).isZero();
  }
}
