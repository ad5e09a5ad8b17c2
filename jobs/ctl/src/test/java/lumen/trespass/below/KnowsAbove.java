package lumen.trespass.below;

import lumen.trespass.above.KnowsBelow;

/** Reaches back up, so that the two packages lie in a cycle. */
public final class KnowsAbove {
  KnowsBelow above() {
    return new KnowsBelow();
  }
}
