package lumen.overlay.settings;

import java.util.List;
import lumen.settings.CatalogueFile;
import lumen.settings.Rule;
import lumen.settings.Shape.Section;

/** The config files of the job. Each may be missing. */
public enum OverlayConfigFile implements CatalogueFile {
  /** How requests are joined, guarded and judged. */
  OVERLAY("overlay", "How outcomes are waited for, and when overlays are switched off."),
  /** Which overlays there are. */
  FLAGS("overlay_flags", "Which overlays there are, for which requests and how many of them.");

  private final String stem;
  private final String purpose;

  OverlayConfigFile(String stem, String purpose) {
    this.stem = stem;
    this.purpose = purpose;
  }

  @Override
  public String fileName() {
    return stem + ".yaml";
  }

  @Override
  public String purpose() {
    return purpose;
  }

  @Override
  public Section section() {
    return switch (this) {
      case OVERLAY -> OverlayKeys.SECTION;
      case FLAGS -> FlagsKeys.SECTION;
    };
  }

  @Override
  public List<Rule> rules() {
    return switch (this) {
      case OVERLAY -> OverlayRules.ALL;
      case FLAGS -> List.of();
    };
  }
}
