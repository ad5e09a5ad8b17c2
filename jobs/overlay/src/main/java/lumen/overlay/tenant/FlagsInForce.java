package lumen.overlay.tenant;

import lumen.overlay.flag.FlagSet;
import lumen.overlay.flag.FlagSetText;
import lumen.overlay.gate.GateSettings;

/**
 * The flags that a tenant's decisions are made with, their name, and the gates that hold with them.
 *
 * @param flags the flags
 * @param hash what decisions call them
 * @param gates the gates of the configuration, or of a command
 */
record FlagsInForce(FlagSet flags, String hash, GateSettings gates) {
  static FlagsInForce of(FlagSet flags, GateSettings gates) {
    return new FlagsInForce(flags, FlagSetText.hash(flags), gates);
  }

  FlagsInForce with(FlagSet others) {
    return of(others, gates);
  }

  FlagsInForce with(GateSettings others) {
    return new FlagsInForce(flags, hash, others);
  }

  /** The gates of an overlay, with what it has of its own. */
  GateSettings gates(String overlay) {
    return flags.find(overlay).map(flag -> gates.with(flag.gates())).orElse(gates);
  }
}
