package lumen.connectors.trespass;

import lumen.fusion.align.trespass.ReadsJavaObjects;

/** Reaches up, from a connector into the job. */
public final class KnowsFusion {
  ReadsJavaObjects reader() {
    return new ReadsJavaObjects();
  }
}
