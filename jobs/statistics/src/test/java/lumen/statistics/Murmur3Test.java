package lumen.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {
  /** Vectors of the algorithm, and texts that flagd-testbed searched for the edges of the range. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\",0",
        "a,3c2569b2",
        "hello,248bfa47",
        "\"hello, world\",149bbb7f",
        "The quick brown fox jumps over the lazy dog,2e4ff723",
        "€,5b43fca5",
        "ejOoVL,0",
        "bY9fO-,1",
        "SI7p-,7fffffff",
        "6LvT0,80000000",
        "ceQdGm,ffffffff"
      })
  void hashIsThatOfTheAlgorithm(String text, String hex) {
    assertThat(Long.toHexString(Murmur3.of(text))).isEqualTo(hex);
  }

  /**
   * flagd-testbed, evaluator/gherkin/fractional.feature, v2: the variant at index of n equal ones.
   */
  @ParameterizedTest
  @CsvSource({
    "fractional-flagjack,4,2",
    "fractional-flagqueen,4,3",
    "fractional-flagten,4,0",
    "fractional-flagnine,4,1",
    "fractional-flag3,4,0",
    "shared-seedseven,4,2",
    "shared-seedeight,4,1",
    "shared-seednine,4,0",
    "shared-seedtwo,4,3",
    "fractional-flag-shorthandjon@company.com,2,0",
    "fractional-flag-shorthandjane@company.com,2,1",
    "ejOoVL,2,0",
    "bY9fO-,2,0",
    "SI7p-,2,0",
    "6LvT0,2,1",
    "ceQdGm,2,1"
  })
  void bucketsAreThoseOfFlagd(String text, int variants, int index) {
    assertThat(Murmur3.bucket(text, 100) / (100 / variants)).isEqualTo(index);
    assertThat(Murmur3.bucket(text, 100_000) / (100_000 / variants)).isEqualTo(index);
  }

  @Test
  void anyTextHashesAsTheAlgorithmIsWritten() {
    long seed = 20_260_101;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.appendCodePoint(random.nextInt(4) == 0 ? 0x20 + random.nextInt(0x4000) : 'a' + i % 26);
      }
      assertThat(Murmur3.of(text.toString()))
          .as("seed %d, %s", seed, text)
          .isEqualTo(plainly(text));
    }
  }

  /** The algorithm as its author describes it, word by word. */
  private static long plainly(CharSequence text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int h = 0;
    while (words.remaining() >= 4) {
      h = Integer.rotateLeft(h ^ scrambled(words.getInt()), 13) * 5 + 0xe6546b64;
    }
    int tail = 0;
    for (int shift = 0; words.hasRemaining(); shift += 8) {
      tail |= (words.get() & 0xff) << shift;
    }
    h ^= scrambled(tail) ^ bytes.length;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return Integer.toUnsignedLong(h ^ (h >>> 16));
  }

  private static int scrambled(int word) {
    return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
  }
}
