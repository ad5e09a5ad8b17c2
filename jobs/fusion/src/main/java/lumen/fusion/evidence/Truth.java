package lumen.fusion.evidence;

/**
 * True, false, or unknown because a value is not given (strong three-valued logic; Kleene 1938). A
 * rule fires on true only, so what is unknown never fires, under negation either.
 */
enum Truth {
  TRUE,
  FALSE,
  UNKNOWN;

  static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
