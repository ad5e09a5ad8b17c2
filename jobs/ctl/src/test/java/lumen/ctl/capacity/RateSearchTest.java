package lumen.ctl.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {
  private final List<Double> tried = new ArrayList<>();

  private double find(double limit, double first) throws IOException {
    return new RateSearch(200_000, 0.1)
        .find(
            first,
            rate -> {
              tried.add(rate);
              return rate <= limit;
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {700, 4_999, 5_000, 21_000, 133_333})
  void theHighestRateIsFoundToATenth(double limit) throws IOException {
    double found = find(limit, 5_000);
    assertThat(found).isLessThanOrEqualTo(limit);
    assertThat(found).isCloseTo(limit, within(0.11 * limit));
    assertThat(tried).hasSizeLessThan(12).contains(found);
  }

  @Test
  void noRateIsTriedTwice() throws IOException {
    find(21_000, 5_000);
    assertThat(tried).doesNotHaveDuplicates();
  }

  @Test
  void whatHoldsTheMostIsNotTriedBeyondIt() throws IOException {
    assertThat(find(1e9, 5_000)).isEqualTo(200_000);
    assertThat(tried).last().isEqualTo(200_000.0);
  }

  @Test
  void nothingHeldIsNothing() throws IOException {
    assertThat(find(0, 5_000)).isZero();
    assertThat(tried).allMatch(rate -> rate >= 5_000 / 64.0);
  }
}
