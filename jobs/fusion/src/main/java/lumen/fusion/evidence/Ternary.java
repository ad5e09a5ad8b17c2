package lumen.fusion.evidence;

/**
 * True, false, or unknown because a value is not given (strong three-valued logic; Kleene 1938). A
 * rule fires on true only, so what is unknown never fires, under negation either.
 */
enum Ternary {
  TRUE,
  FALSE,
  UNKNOWN;

  static Ternary of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  Ternary not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
