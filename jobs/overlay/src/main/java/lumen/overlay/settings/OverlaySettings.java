package lumen.overlay.settings;

import java.io.Serializable;
import lumen.overlay.flag.FlagSet;
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
}
