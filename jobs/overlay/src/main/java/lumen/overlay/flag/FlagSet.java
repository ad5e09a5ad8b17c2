package lumen.overlay.flag;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The flags as they are in force.
 *
 * @param features the switches above the single flags
 * @param overlays in the order of their rank: the first that passes is taken
 */
public record FlagSet(Features features, List<OverlayFlag> overlays) implements Serializable {
  /** No overlay. */
  public static final FlagSet NONE = new FlagSet(Features.NONE, List.of());

  /** Copies the list; checks that names differ and that the switches name overlays there are. */
  public FlagSet {
    overlays = List.copyOf(overlays);
    Set<String> names = new HashSet<>();
    for (OverlayFlag overlay : overlays) {
      if (!names.add(overlay.name())) {
        throw new IllegalArgumentException("overlays must have different names: " + overlay.name());
      }
    }
    for (String name : features.only()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "only must name overlays that there are: "
                + name
                + " is none of "
                + String.join(", ", names.stream().sorted().toList()));
      }
    }
  }

  /** The same overlays under other switches. */
  public FlagSet with(Features other) {
    return new FlagSet(other, overlays);
  }

  /** The overlay of a name. */
  public Optional<OverlayFlag> find(String name) {
    return overlays.stream().filter(overlay -> overlay.name().equals(name)).findFirst();
  }

  /** Whether an overlay runs, as far as switches and flag say. */
  public boolean isOn(OverlayFlag overlay) {
    return features.only().isEmpty() ? overlay.enabled() : features.only().contains(overlay.name());
  }

  /** Whether any overlay is for a scenario. */
  public boolean names(String scenario) {
    return overlays.stream().anyMatch(overlay -> overlay.isFor(scenario));
  }
}
