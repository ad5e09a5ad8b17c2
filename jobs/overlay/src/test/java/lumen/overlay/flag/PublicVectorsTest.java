package lumen.overlay.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lumen.overlay.gate.PublicTraces;
import lumen.statistics.Murmur3;
import org.junit.jupiter.api.Test;

/**
 * Texts with their hash, their buckets and, of the fractional flags of flagd-testbed (v2), the
 * variant that flagd gives: every one is what the job has.
 */
class PublicVectorsTest {
  private static final int FLAGD_VECTORS = 16;

  /** Text, hash, bucket of a hundred, bucket of all, variant of flagd or none. */
  private static final Pattern ROW =
      Pattern.compile("\"?(.*?)\"?,0x(\\p{XDigit}{8}),(\\d+),(\\d+),(\\w*),.*");

  /** Variants of equal weight, in their order. */
  private static final List<List<String>> VARIANTS =
      List.of(
          List.of("clubs", "diamonds", "hearts", "spades"),
          List.of("heads", "tails"),
          List.of("lower", "upper"));

  @Test
  void everyVectorIsAsTheJobHasIt() {
    int flagd = 0;
    for (String[] columns : PublicTraces.rows("hash_vectors.csv.gz")) {
      Matcher row = ROW.matcher(String.join(",", columns));
      assertThat(row.matches()).as(String.join(",", columns)).isTrue();
      String text = row.group(1);
      String name = text.substring(0, text.length() / 2);
      int bucket = RolloutBucket.of(name, text.substring(name.length()));
      assertThat("%08x".formatted(Murmur3.of(text))).as(text).isEqualTo(row.group(2));
      assertThat(Murmur3.bucket(text, 100)).as(text).hasToString(row.group(3));
      assertThat(bucket).as(text).hasToString(row.group(4));
      if (!row.group(5).isEmpty()) {
        List<String> variants =
            VARIANTS.stream().filter(of -> of.contains(row.group(5))).findFirst().orElseThrow();
        assertThat(variants.get(bucket / (RolloutBucket.BUCKETS / variants.size())))
            .as(text)
            .isEqualTo(row.group(5));
        flagd++;
      }
    }
    assertThat(flagd).isEqualTo(FLAGD_VECTORS);
  }
}
