package lumen.fusion.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedValuesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsWhatASortedListHolds(long seed) {
    Random random = new Random(seed);
    SortedValues values = new SortedValues();
    List<Double> list = new ArrayList<>();
    int distinct = random.nextBoolean() ? 5 : 1_000_000;
    for (int i = 0; i < 8000; i++) {
      boolean grows = i % 4000 < 2500;
      if (list.isEmpty() || random.nextInt(10) < (grows ? 8 : 2)) {
        double value = random.nextInt(distinct) - distinct / 2.0;
        values.add(value);
        int at = Collections.binarySearch(list, value + 0.0);
        list.add(at < 0 ? -at - 1 : at, value + 0.0);
      } else {
        values.remove(list.remove(random.nextInt(list.size())));
      }
      assertThat(values.size()).isEqualTo(list.size());
      if (!list.isEmpty() && i % 7 == 0) {
        assertThat(values.quantileType7(0)).as("seed %d", seed).isEqualTo(list.get(0));
        assertThat(values.quantileType7(1)).isEqualTo(list.get(list.size() - 1));
        int rank = (int) ((list.size() - 1) * 0.95);
        assertThat(values.quantileType7(0.95)).isGreaterThanOrEqualTo(list.get(rank));
        double odd = values.quantileType7(0.5);
        assertThat(list.size() % 2 == 0 || odd == list.get(list.size() / 2)).isTrue();
      }
    }
  }

  @Test
  void quantileLiesBetweenRanks() {
    SortedValues values = new SortedValues();
    for (double value : new double[] {5, 1, 4, 2, 3}) {
      values.add(value);
    }
    assertThat(values.quantileType7(0.95)).isEqualTo(4 + (4 * 0.95 - 3));
    assertThat(values.quantileType7(0.5)).isEqualTo(3);
  }

  @Test
  void zerosOfBothSignsAreOneNumber() {
    SortedValues values = new SortedValues();
    values.add(-0.0);
    values.remove(0.0);
    assertThat(values.size()).isZero();
  }

  @Test
  void clearedIsAsNew() {
    SortedValues values = new SortedValues();
    for (int i = 0; i < 1000; i++) {
      values.add(i);
    }
    values.clear();
    values.add(7);
    assertThat(values.quantileType7(0.95)).isEqualTo(7);
  }
}
