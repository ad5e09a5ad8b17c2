package lumen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import lumen.benchmarks.GrowthCost.Run;
import org.junit.jupiter.api.Test;

class GrowthCostTest {
  /** Both spend 3 s of CPU on start and end. */
  private static final GrowthCost FEW =
      new GrowthCost(
          List.of(new Run(1_000_000, 3, 5, 0.1), new Run(1_000_000, 3, 5, 0.2)),
          List.of(new Run(3_000_000, 7, 9, 0.3), new Run(3_000_000, 5, 10, 0.1)));

  private static final GrowthCost MANY =
      new GrowthCost(
          List.of(new Run(2_000_000, 4, 9, 1.1), new Run(2_000_000, 4, 9, 1.0)),
          List.of(new Run(4_000_000, 9, 15, 1.4), new Run(4_000_000, 8, 14, 1.5)));

  @Test
  void startAndEndAreNoCostOfAnEvent() {
    assertThat(FEW.cpuPerMillion()).containsExactly(2.0, 2.5);
    assertThat(FEW.rate().values()).containsExactly(500_000, 1_000_000);
    assertThat(MANY.times(FEW).values()).containsExactly(1.0, 1.5);
  }

  @Test
  void theLongestCheckpointIsThatOfEither() {
    assertThat(FEW.checkpointSeconds().values()).containsExactly(0.2, 0.3);
    assertThat(MANY.checkpointSeconds().most()).isEqualTo(1.5);
  }

  @Test
  void runsComeInPairs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GrowthCost(FEW.shorter(), List.of()))
        .withMessage("runs must come in pairs: 2, 0");
  }

  @Test
  void theShapesDifferInWhatGrowsAlone() {
    for (List<GrowthShape> shapes :
        List.of(
            GrowthShape.channelsAt50Hz(),
            GrowthShape.channelsAt10Hz(),
            GrowthShape.tenantsAt10Hz())) {
      assertThat(shapes).hasSize(2);
      assertThat(shapes.get(1).rateHz()).isEqualTo(shapes.get(0).rateHz());
      assertThat(shapes.get(1).channelsPerTenant()).isEqualTo(shapes.get(0).channelsPerTenant());
      assertThat(shapes.get(1).channels()).isGreaterThanOrEqualTo(100 * shapes.get(0).channels());
    }
  }
}
