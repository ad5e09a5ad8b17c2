package lumen.governance.policy;

import java.util.Locale;

/** How the change of a knob stands. */
enum PolicyState {
  IDLE,
  PROPOSED,
  COMMANDED,
  SETTLING,
  MEASURING,
  UNDONE,
  UNCONFIRMED;

  private final String word = name().toLowerCase(Locale.ROOT);

  String word() {
    return word;
  }
}
