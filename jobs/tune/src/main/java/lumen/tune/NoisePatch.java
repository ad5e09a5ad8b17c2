package lumen.tune;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import lumen.fusion.settings.ConfigFile;
import lumen.fusion.settings.FusionFile;
import lumen.terminal.Json;

/** A patch that lets phase filters begin with the noise that others came to. */
public final class NoisePatch {
  private static final MathContext DIGITS = new MathContext(4);

  private NoisePatch() {}

  /**
   * The patch as JSON, for {@code autopatch}: q and r of four digits, within their bounds.
   *
   * @param inForce start values and bounds that the filters had
   * @param q process noise, cycles squared
   * @param r measurement noise, cycles squared
   * @param why where they come from, one line
   */
  public static String json(FusionFile.Kalman inForce, double q, double r, String why) {
    return Json.text(
        PatchFile.json(
            List.of(
                change("q", inForce.q(), within(q, inForce.qMin(), inForce.qMax()), why),
                change("r", inForce.r(), within(r, inForce.rMin(), inForce.rMax()), why))));
  }

  private static Change change(String name, double from, NewValue to, String why) {
    return new Change(
        ConfigFile.FUSION, "align.kalman." + name, Optional.of(NewValue.Decimal.of(from)), to, why);
  }

  private static NewValue within(double value, double least, double most) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return new NewValue.Decimal(
        rounded.max(NewValue.Decimal.of(least).value()).min(NewValue.Decimal.of(most).value()));
  }
}
