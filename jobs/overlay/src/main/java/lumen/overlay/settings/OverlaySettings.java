package lumen.overlay.settings;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.join.JoinSettings;
import lumen.overlay.tenant.TenantSettings;

/**
 * What the config files of the job hold, checked.
 *
 * @param file {@code overlay.yaml}
 * @param flags {@code overlay_flags.yaml}, or what stands above it
 */
public record OverlaySettings(OverlayFile file, FlagSet flags) implements Serializable {
  /** What a tenant begins with. */
  public TenantSettings tenant() {
    return new TenantSettings(flags, file.join(), file.breaker(), file.gates(), file.drift());
  }

  /** The settings that kept state depends on: sorted lines {@code key=value}. */
  public List<String> shaping() {
    JoinSettings join = file.join();
    return Stream.of(
            "gates.windows_s=" + file.gates().windowsS(),
            "join.feed_lost_s=" + join.feedLostS(),
            "join.max_open=" + join.maxOpen(),
            "join.outcome_ttl_s=" + join.outcomeTtlS(),
            "join.when_blind=" + join.whenBlind().name().toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  /** The same under other flags. */
  public OverlaySettings with(FlagSet others) {
    return new OverlaySettings(file, others);
  }
}
