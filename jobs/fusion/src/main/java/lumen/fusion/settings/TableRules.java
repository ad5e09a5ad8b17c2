package lumen.fusion.settings;

import java.util.regex.Pattern;
import lumen.settings.ConfigReading;
import lumen.settings.ConfigValues;
import lumen.settings.ConfigValues.Setting;
import lumen.settings.Findings;

/** What must hold between the keys by which a database lets Lumen in. */
final class TableRules {
  private static final String AT = "outputs.postgres.";
  private static final Pattern OF_URL =
      Pattern.compile("[?&]ssl(mode)?=", Pattern.CASE_INSENSITIVE);

  private final ConfigValues fusion;
  private final Findings found;

  TableRules(ConfigReading reading) {
    fusion = reading.of(ConfigFile.FUSION);
    found = reading.findings(ConfigFile.FUSION);
  }

  void check() {
    Setting mode = fusion.at(AT + "sslmode");
    Setting authorities = fusion.at(AT + "ca_file");
    Setting file = fusion.at(AT + "password_file");
    boolean usable = !found.unusable(mode.path());
    if (usable && given(authorities) && !mode.text().startsWith("verify-")) {
      error(
          authorities, "must stand beside sslmode verify-ca or verify-full, or nobody looks at it");
    }
    if (usable && given(mode) && OF_URL.matcher(fusion.at(AT + "url").text()).find()) {
      error(mode, "must be told once: the url has an ssl parameter of its own");
    }
    if (given(file) && given(fusion.at(AT + "password_variable"))) {
      error(file, "must stand alone, without password_variable");
    }
  }

  private void error(Setting at, String message) {
    found.error(at.origin().mark(), at.path(), message);
  }

  private static boolean given(Setting setting) {
    return !setting.origin().standard();
  }
}
