package lumen.fusion.evidence;

import java.util.Locale;
import lumen.runtime.evidence.EvidenceEntry;

/** What an entry of evidence is about. */
public enum EvidenceKind implements EvidenceEntry.Kind {
  /** A rule on frames whose condition is true. */
  RISK,
  /** A text event that a rule quotes. */
  QUOTE,
  /** A transition of the protocol. */
  STATE,
  /** A frame made from other sides than the one before. */
  FAILOVER,
  /** A change that drift calibration made. */
  CALIBRATION,
  /** A command that was applied. */
  CONTROL,
  /** What somebody says about what happened. */
  NOTE;

  @Override
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether an entry is about this. */
  public boolean isOf(EvidenceEntry entry) {
    return entry.kind().equals(wireName());
  }
}
