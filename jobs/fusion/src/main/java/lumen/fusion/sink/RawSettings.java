package lumen.fusion.sink;

import lumen.fusion.settings.FusionFile;
import lumen.runtime.lines.RawLines;

/** What the settings allow to be shown of raw lines. */
public final class RawSettings {
  private RawSettings() {}

  /** Shows the keys of meta that {@code privacy.meta_allow} selects, all where it has {@code *}. */
  public static RawLines lines(FusionFile.Privacy privacy) {
    if (privacy.allowsAll()) {
      return RawLines.ALL;
    }
    return RawLines.only(
        name -> privacy.metaAllow().stream().anyMatch(pattern -> pattern.matches(name)));
  }
}
