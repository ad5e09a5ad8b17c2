package lumen.report.trespass;

import lumen.rig.RigSettings;

/** Passes the wall between a report and where a run comes from. */
public final class PlaysTheRig {
  private PlaysTheRig() {}

  static long seed() {
    return RigSettings.DEMO.seed();
  }
}
