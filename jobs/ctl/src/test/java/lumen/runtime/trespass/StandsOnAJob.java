package lumen.runtime.trespass;

import lumen.fusion.align.trespass.ReadsJavaObjects;

/** Reaches up, from what all jobs stand on into one of them. */
public final class StandsOnAJob {
  ReadsJavaObjects reader() {
    return new ReadsJavaObjects();
  }
}
