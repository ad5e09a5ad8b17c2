package lumen.overlay.record;

import java.util.Optional;
import lumen.overlay.flag.Features;
import lumen.overlay.flag.FlagSet;
import lumen.overlay.gate.GateSettings;
import lumen.runtime.command.CommandHead;

/** What an operator may tell a tenant. */
public sealed interface OverlayCommand {
  /** In the head of a command that tells no time of its own. */
  long AT_ITS_PLACE = Long.MIN_VALUE;

  /** What every command says; its time is {@link #AT_ITS_PLACE} where it tells none. */
  CommandHead head();

  /** Replaces the flags, features included. */
  record NewFlags(CommandHead head, FlagSet flags) implements OverlayCommand {}

  /** Replaces the switches above the single flags. */
  record NewFeatures(CommandHead head, Features features) implements OverlayCommand {}

  /** Holds the breaker of an overlay. */
  record Trip(CommandHead head, String overlay) implements OverlayCommand {}

  /**
   * Opens blocked gates of an overlay; without a scenario in all of them, and closes its breaker.
   */
  record Release(CommandHead head, String overlay, Optional<String> scenario)
      implements OverlayCommand {}

  /** Replaces what the gates have of the configuration. */
  record NewGates(CommandHead head, GateSettings gates) implements OverlayCommand {}
}
