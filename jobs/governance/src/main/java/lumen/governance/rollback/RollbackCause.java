package lumen.governance.rollback;

import java.util.Locale;

/** Why a revision is taken back, in the order in which causes are looked at. */
enum RollbackCause {
  AVAILABILITY,
  ERRORS,
  CANARY,
  ROI,
  BUDGET,
  OPERATOR;

  private final String word = name().toLowerCase(Locale.ROOT);

  String word() {
    return word;
  }
}
