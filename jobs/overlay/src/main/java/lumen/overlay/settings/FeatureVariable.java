package lumen.overlay.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.OverlayFlag;

/**
 * What the variable {@code RESON_FEATURES} says where the job is submitted: unset, the flags hold
 * as the file has them; empty, no overlay runs; {@code a,b}, exactly these run.
 */
public final class FeatureVariable {
  /** The variable of the environment. */
  public static final String NAME = "RESON_FEATURES";

  private FeatureVariable() {}

  /**
   * The flags under what the variable says.
   *
   * @param value of the variable; empty where it is unset
   * @throws IllegalArgumentException where it names an overlay that there is not
   */
  public static FlagSet apply(Optional<String> value, FlagSet flags) {
    return value.map(text -> flags.with(features(text, flags))).orElse(flags);
  }

  private static Features features(String text, FlagSet flags) {
    if (text.isBlank()) {
      return new Features(true, List.of());
    }
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    for (String name : names) {
      if (flags.find(name).isEmpty()) {
        List<String> known = flags.overlays().stream().map(OverlayFlag::name).toList();
        throw new IllegalArgumentException(
            "%s must name overlays, one of %s: %s".formatted(NAME, String.join(", ", known), name));
      }
    }
    return new Features(false, names);
  }
}
