package lumen.signal.bandpass;

import java.io.Serializable;

/**
 * The band in which rhythms are compared.
 *
 * @param lowHz lower edge in Hz, above 0
 * @param highHz upper edge in Hz, above {@code lowHz}; at most half the target rate
 * @param taps length of the filter, odd, 3 to 10001
 */
public record BandSettings(double lowHz, double highHz, int taps) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Checks the ranges. */
  public BandSettings {
    if (!(lowHz > 0 && lowHz < highHz && highHz <= 1e6)) {
      throw new IllegalArgumentException(
          "band must have 0 < low_hz < high_hz: low_hz=" + lowHz + " high_hz=" + highHz);
    }
    if (taps < 3 || taps > 10_001 || taps % 2 == 0) {
      throw new IllegalArgumentException("band.taps must be odd and in [3, 10001]: " + taps);
    }
  }

  /** The taps on either side of the middle one: the delay of the filter in steps. */
  public int half() {
    return taps / 2;
  }
}
