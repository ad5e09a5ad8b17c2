package lumen.fusion.bridge;

import java.util.Optional;
import lumen.signal.fusion.UreValue;

/** What of the reference engine the bridge listens to. */
enum ReferenceKind {
  /** The rate of its rhythm. */
  HZ,
  /** The residual entropy of its last round. */
  RESIDUAL_ENTROPY,
  /** A tick of its rhythm, told as it happens or afterwards. */
  TICK;

  /** End of the keys of ticks that are told as they happen. */
  static final String TICK_KEY = "/ure/tick";

  /** End of the keys that tell how long ago the newest tick was, in seconds. */
  static final String TICK_AGE_KEY = "/ure/tick_age";

  /** What a key carries. */
  static Optional<ReferenceKind> ofKey(String key) {
    if (key.endsWith(TICK_KEY) || key.endsWith(TICK_AGE_KEY)) {
      return Optional.of(TICK);
    }
    return UreValue.ofKey(key)
        .flatMap(
            value ->
                switch (value) {
                  case HZ -> Optional.of(HZ);
                  case RESIDUAL_ENTROPY -> Optional.of(RESIDUAL_ENTROPY);
                  default -> Optional.empty();
                });
  }
}
