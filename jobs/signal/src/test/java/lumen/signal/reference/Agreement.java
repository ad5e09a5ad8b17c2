package lumen.signal.reference;

import static org.assertj.core.api.Assertions.assertThat;

/** How far two sequences differ, relative to the largest value of the expected one. */
public final class Agreement {
  private Agreement() {}

  public static void assertAgree(String what, double[] found, double[] expected, double tolerance) {
    assertThat(found).as(what).hasSameSizeAs(expected);
    double largest = 1e-300;
    for (double e : expected) {
      largest = Math.max(largest, Math.abs(e));
    }
    for (int i = 0; i < expected.length; i++) {
      double off = Math.abs(found[i] - expected[i]) / largest;
      assertThat(off)
          .as("%s [%d]: found %s, expected %s", what, i, found[i], expected[i])
          .isLessThanOrEqualTo(tolerance);
    }
  }
}
