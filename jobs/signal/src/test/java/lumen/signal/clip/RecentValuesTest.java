package lumen.signal.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentValuesTest {
  @Test
  void aValueCountsOnceAndAsLongAsItWasSeenInTheWindow() {
    RecentValues three = new RecentValues(3, 10);
    assertThat(three.accept(0, 1)).isFalse();
    assertThat(three.accept(1, 2)).isFalse();
    assertThat(three.accept(2, 1)).isFalse();
    assertThat(three.accept(3, 3)).isTrue();
    assertThat(three.accept(10, 3)).isTrue();
    assertThat(three.accept(11, 3)).as("2 was seen last at 1").isFalse();
    assertThat(three.accept(11, 5)).isTrue();
    three.clear();
    assertThat(three.accept(12, 7)).isFalse();
  }

  @Test
  void zeroAndMinusZeroAreOneValue() {
    RecentValues two = new RecentValues(2, 10);
    two.accept(0, 0.0);
    assertThat(two.accept(1, -0.0)).isFalse();
  }

  /** Against the different values of the whole window, counted. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithACountOfTheWindow(long seed) {
    Random random = new Random(seed);
    int least = 1 + random.nextInt(12);
    long window = 20L + random.nextInt(200);
    RecentValues recent = new RecentValues(least, window);
    long[] micros = new long[3_000];
    double[] values = new double[micros.length];
    long now = 0;
    for (int i = 0; i < micros.length; i++) {
      now += 1 + random.nextInt(random.nextInt(40) == 0 ? 300 : 9);
      micros[i] = now;
      values[i] = random.nextInt(1 + random.nextInt(2 * least));
      TreeSet<Double> found = new TreeSet<>();
      for (int j = i; j >= 0 && micros[j] > now - window; j--) {
        found.add(values[j]);
      }
      assertThat(recent.accept(now, values[i]))
          .as("seed %d sample %d", seed, i)
          .isEqualTo(found.size() >= least);
      ByteBuffer state = ByteBuffer.allocate(recent.maxBytes());
      recent.write(state);
      recent = new RecentValues(least, window);
      recent.read(state.flip());
    }
  }

  @Test
  void whatCannotBeAskedForIsRefused() {
    assertThatThrownBy(() -> new RecentValues(257, 1))
        .hasMessage("min_distinct must be 1 to 256: 257");
  }
}
