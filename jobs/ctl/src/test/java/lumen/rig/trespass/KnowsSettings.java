package lumen.rig.trespass;

import lumen.fusion.settings.LumenSettings;

/** Passes the wall between the rig and the job. */
public final class KnowsSettings {
  private KnowsSettings() {}

  static LumenSettings settings() {
    return LumenSettings.defaults();
  }
}
