package lumen.overlay.flag;

import java.io.Serializable;
import java.util.List;

/**
 * The switches above the single flags.
 *
 * @param baselineOnly whether no overlay runs at all
 * @param only not empty: exactly these overlays run, whatever they are enabled
 */
public record Features(boolean baselineOnly, List<String> only) implements Serializable {
  /** Each flag by itself. */
  public static final Features NONE = new Features(false, List.of());

  /** Copies the list. */
  public Features {
    only = List.copyOf(only);
  }
}
