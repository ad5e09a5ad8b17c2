package lumen.governance.maturity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.settings.MaturitySettings;
import org.junit.jupiter.api.Test;

class MaturityTest {
  private static final MaturitySettings MATURITY = GovernanceCatalogue.defaults().maturity();
  private static final double[] WEEK = {0, 1, 2, 3, 4, 5, 6};

  @Test
  void curvesAreStraightBetweenPoints() {
    double deploys = MATURITY.deploys().score(6);
    double latency = MATURITY.latency().score(120);
    double errors = MATURITY.errors().score(0.05);
    double availability = MATURITY.availability().score(99.7);
    double cache = MATURITY.cache().score(84);
    assertThat(deploys).isCloseTo(81.5, within(0.05));
    assertThat(latency).isCloseTo(76, within(1e-9));
    assertThat(errors).isCloseTo(90, within(1e-9));
    assertThat(availability).isCloseTo(88.9, within(0.05));
    assertThat(cache).isCloseTo(85.3, within(0.05));
    double sum = 15 * deploys + 15 * latency + 20 * errors + 25 * availability + 15 * cache;
    assertThat(sum / 90).isCloseTo(85.17, within(5e-3));
  }

  @Test
  void outsideACurveStays() {
    assertThat(MATURITY.deploys().score(300)).isEqualTo(100);
    assertThat(MATURITY.latency().score(2)).isEqualTo(100);
    assertThat(MATURITY.availability().score(50)).isZero();
    assertThat(MATURITY.cost().score(1)).isNaN();
    assertThat(MATURITY.cache().score(Double.NaN)).isNaN();
  }

  @Test
  void trendsAreTold() {
    assertThat(Trends.trend(WEEK, new double[] {70, 71, 73, 72, 74, 75, 76}).values())
        .containsEntry("per_day", 1.0)
        .containsEntry("p", 14.0 / 5040)
        .containsEntry("verdict", "rising");
    assertThat(Trends.trend(WEEK, new double[] {80, 79, 79, 77, 76, 76, 75}).values())
        .containsEntry("per_day", -1.0)
        .containsEntry("verdict", "falling");
    double[] five = {0, 1, 2, 3, 4};
    assertThat(Trends.trend(five, new double[] {1, 2, 3, 4, 5}).values())
        .containsEntry("verdict", "rising");
    assertThat(Trends.trend(five, new double[] {2, 1, 3, 4, 5}).values())
        .containsEntry("verdict", "flat");
    assertThat(Trends.trend(new double[4], new double[4]).values())
        .containsEntry("verdict", "unknown");
  }
}
