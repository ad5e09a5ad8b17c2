package lumen.state.trespass;

import lumen.signal.clock.EnvelopeClock;

/** Passes the wall around the form of states. */
public final class KnowsTheMathematics {
  private KnowsTheMathematics() {}

  static byte[] clock() {
    return new EnvelopeClock().snapshot();
  }
}
