package lumen.governance.catalogue;

import java.util.List;
import lumen.settings.CatalogueFile;
import lumen.settings.Rule;
import lumen.settings.Shape.Section;

/** The config file of the job. It may be missing. */
public enum GovernanceConfigFile implements CatalogueFile {
  /** What services promise, and what follows where they do not keep it. */
  GOVERNANCE;

  @Override
  public String fileName() {
    return "governance.yaml";
  }

  @Override
  public String purpose() {
    return "What services promise, what they may cost, and what follows where they do not keep it.";
  }

  @Override
  public Section section() {
    return GovernanceKeys.SECTION;
  }

  @Override
  public List<Rule> rules() {
    return GovernanceRules.ALL;
  }
}
