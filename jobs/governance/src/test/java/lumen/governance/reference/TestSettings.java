package lumen.governance.reference;

import java.util.Map;
import lumen.governance.catalogue.GovernanceCatalogue;
import lumen.governance.catalogue.GovernanceConfigFile;
import lumen.governance.settings.GovernanceSettings;

/** Settings of a text. */
public final class TestSettings {
  private TestSettings() {}

  /** The settings of a text, read as the file is. */
  public static GovernanceSettings read(String yaml) {
    return GovernanceCatalogue.CATALOGUE
        .readTexts("", Map.of(GovernanceConfigFile.GOVERNANCE, yaml))
        .orThrow();
  }
}
