package lumen.trespass.above;

import lumen.trespass.below.KnowsAbove;

/** Stands on a package that knows this one. */
public final class KnowsBelow {
  KnowsAbove below() {
    return new KnowsAbove();
  }
}
