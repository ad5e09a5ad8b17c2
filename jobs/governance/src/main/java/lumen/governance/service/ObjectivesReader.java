package lumen.governance.service;

import java.util.Optional;
import lumen.governance.settings.GovernanceSettings;

/** Reads a whole {@code governance.yaml} that an operator commands. */
public interface ObjectivesReader {
  /** The settings of a text; empty where it holds something that is not accepted. */
  Optional<GovernanceSettings> read(String config);
}
